"""Commands of this project: ``scrapy split``, ``scrapy articles``, ``scrapy migrate``, and a
``scrapy crawl`` whose exit code tells whether the run went well."""
