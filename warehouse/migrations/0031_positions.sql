-- Posts are read now, from what stands beside a person's name.
COMMENT ON TABLE position IS 'One row per place in an article that says who holds which post: 局长、党组书记支树平.';
COMMENT ON COLUMN position.post IS 'The post, in the words of the text, with what they say of its time (前总统, 时任局长) and, where no organization is named, whose it is (湖北省省长).';
COMMENT ON COLUMN position.organization IS 'Its name; null when not stated: also of a post that a place alone tells (湖北省省长).';
COMMENT ON COLUMN position.sentence IS 'The sentence that says it; where one post takes its organization from a row of posts, it stands there.';
