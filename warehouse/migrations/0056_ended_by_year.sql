-- Of divisions that ended long ago the gazetteers know the year alone.
COMMENT ON COLUMN entity.ended IS 'Day, month or, where no more is known, year in which a former body or division ended, ISO; null while it stands, or if the gazetteers do not say.';
