"""The audit: Great Expectations suites over rows, and a pack of expectations for Chinese text."""
