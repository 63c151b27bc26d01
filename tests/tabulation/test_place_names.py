"""A place is one entity in all documents, by whichever of its names a page calls it."""

import pytest

from kouan.model.facts import Entity, EntityType, Known
from kouan.model.identity import entity_id
from kouan.tabulation.facts import alias_rows, entity_rows
from kouan.tabulation.place_names import one_name


def place(name: str, known_as: str | None) -> Entity:
    return Entity(name, EntityType.PLACE, (), Known(known_as) if known_as else None)


@pytest.mark.parametrize(
    ("short", "full", "name"),
    [
        ("江苏", "江苏省", "江苏省"),
        ("江苏省", "江苏省", "江苏省"),
        ("广西", "广西壮族自治区", "广西壮族自治区"),
        ("中国", "中华人民共和国", "中国"),
        ("中华人民共和国", "中华人民共和国", "中国"),
        ("朝阳", None, "朝阳"),
        ("羊城", "广州市", "羊城"),
        ("南京市玄武区", "玄武区", "南京市玄武区"),
    ],
)
def test_one_place_has_one_name(short: str, full: str | None, name: str):
    assert one_name(place(short, full)) == name


def test_what_is_no_place_keeps_its_name():
    one = Entity("江苏", EntityType.SYSTEM, (), Known("江苏系统"))
    assert one_name(one) == "江苏"


def test_a_page_that_says_only_the_short_form_names_the_same_entity():
    (row,) = entity_rows([place("江苏", "江苏省")])
    assert (row.entity_id, row.name) == (entity_id("place", "江苏省"), "江苏省")
    aliases = [(one.entity_id, one.alias) for one in alias_rows([place("江苏", "江苏省")])]
    assert aliases == [(row.entity_id, "江苏省"), (row.entity_id, "江苏")]
