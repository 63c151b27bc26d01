-- Full text search: an index of pairs of characters over valid articles, and the functions that ask it.
CREATE TABLE indexed_article (
    number INTEGER NOT NULL PRIMARY KEY,
    article_id VARCHAR NOT NULL,
    valid_from TIMESTAMP NOT NULL,
    tokens INTEGER NOT NULL CHECK (tokens >= 0)
);
COMMENT ON TABLE indexed_article IS 'One row per valid article that search finds; a closed version leaves, what the index holds of it is passed over.';
COMMENT ON COLUMN indexed_article.number IS 'What the postings call it; never given twice.';
COMMENT ON COLUMN indexed_article.article_id IS 'The article.';
COMMENT ON COLUMN indexed_article.valid_from IS 'Its version.';
COMMENT ON COLUMN indexed_article.tokens IS 'Length of its blocks, in tokens.';

-- No key on (token, segment): its tree would be as large as the index itself, and nothing looks a row up by it.
CREATE TABLE bigram (
    token VARCHAR NOT NULL,
    segment INTEGER NOT NULL,
    postings STRUCT("number" INTEGER, frequency INTEGER, title_frequency INTEGER)[] NOT NULL
);
COMMENT ON TABLE bigram IS 'One row per token and segment of the index, in order of the token: which articles hold it, how often.';
COMMENT ON COLUMN bigram.token IS 'Two neighbouring Chinese characters, the last one of a run alone, or a word or number in small letters.';
COMMENT ON COLUMN bigram.segment IS 'Its segment of the index.';
COMMENT ON COLUMN bigram.postings IS 'By number of the article: how often it stands in the blocks, and how often of these in the title.';

CREATE TABLE bigram_segment (
    segment INTEGER NOT NULL PRIMARY KEY,
    articles INTEGER NOT NULL,
    last_number INTEGER NOT NULL
);
COMMENT ON TABLE bigram_segment IS 'One row per segment of the index: what was indexed at once, or merged since.';
COMMENT ON COLUMN bigram_segment.segment IS 'Number of the segment, in order of time.';
COMMENT ON COLUMN bigram_segment.articles IS 'Articles that were valid when it was written.';
COMMENT ON COLUMN bigram_segment.last_number IS 'The greatest number given to an article of it.';

-- The linter does not know macros.
-- noqa: disable=all
-- Words of one script run on without spaces, so neighbours are paired (as CJK analyzers do); other words and numbers
-- stand whole. A run ends in its last character alone, so that one character is the beginning of all that hold it.
CREATE MACRO search_tokens(words) AS
    flatten(list_transform(
        regexp_extract_all(
            lower(words),
            '[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]+|[0-9]+(?:[.,][0-9]+)*'
            || '|[\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}][\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}0-9]*'
        ),
        LAMBDA run: CASE
            WHEN unicode(run) < 11904 THEN [left(run, 64)]
            ELSE list_transform(
                list_zip(string_split(run, ''), string_split(run, '')[2:]),
                LAMBDA pair: pair[1] || coalesce(pair[2], '')
            )
        END
    ));
COMMENT ON MACRO search_tokens IS 'What the index holds of a text: pairs of neighbouring Chinese characters, the last of each run, words and numbers.';

-- Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with their usual k1 = 1.2 and
-- b = 0.75, the never negative idf of Lucene, and a word of the title counted three times (as BM25F weighs fields).
CREATE MACRO bm25(frequency, title_frequency, articles_with, articles, tokens, mean_tokens) AS
    ln(1 + (articles - articles_with + 0.5) / (articles_with + 0.5))
    * (frequency + 2 * title_frequency) * 2.2
    / (frequency + 2 * title_frequency + 1.2 * (0.25 + 0.75 * tokens / greatest(mean_tokens, 1)));
COMMENT ON MACRO bm25 IS 'How much a token tells of an article: rare ones more, repeated ones ever less, in a title three times, in long articles less.';

CREATE MACRO search_asked(words) AS
    list_sort(list_distinct(list_filter(
        search_tokens(words),
        LAMBDA token, place: length(token) > 1
            OR place = 1
            OR length(search_tokens(words)[place - 1]) <> 2
            OR right(search_tokens(words)[place - 1], 1) <> token
    )));
COMMENT ON MACRO search_asked IS 'What a search for words looks up: as search_tokens, without the last character of a run of several.';

CREATE MACRO search(words) AS TABLE
    WITH
        asked AS (SELECT unnest(search_asked(words)) AS token),
        posting AS (
            SELECT asked.token, unnest(bigram.postings, recursive := true)
            FROM bigram
            INNER JOIN asked ON bigram.token = asked.token
            UNION ALL
            SELECT asked.token, unnest(bigram.postings, recursive := true)
            FROM bigram
            INNER JOIN asked ON left(bigram.token, 1) = asked.token
            WHERE length(bigram.token) = 2 AND unicode(bigram.token) >= 11904
        ),
        hit AS (
            SELECT
                posting.token,
                indexed_article.article_id,
                indexed_article.valid_from,
                any_value(indexed_article.tokens) AS tokens,
                sum(posting.frequency) AS frequency,
                sum(posting.title_frequency) AS title_frequency,
                count(*) OVER (PARTITION BY posting.token) AS articles_with
            FROM posting
            INNER JOIN indexed_article USING (number)
            GROUP BY posting.token, indexed_article.article_id, indexed_article.valid_from
        ),
        ranked AS (
            SELECT
                hit.article_id,
                hit.valid_from,
                sum(bm25(
                    hit.frequency, hit.title_frequency, hit.articles_with, every.articles, hit.tokens, every.tokens
                )) AS score
            FROM hit
            CROSS JOIN (SELECT count(*) AS articles, avg(tokens) AS tokens FROM indexed_article) AS every
            GROUP BY hit.article_id, hit.valid_from
            HAVING count(*) = (SELECT count(*) FROM asked)
        )
    SELECT
        round(ranked.score, 3) AS score,
        article.title,
        article.publisher,
        article.published_text AS published,
        article.location,
        article.article_id
    FROM ranked
    INNER JOIN article USING (article_id, valid_from)
    ORDER BY ranked.score DESC, article.article_id;
COMMENT ON MACRO TABLE search IS 'Valid articles that hold all the words (in Simplified script), best first; `kouan search` knows phrases and more.';
