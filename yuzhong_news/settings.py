"""Scrapy settings of yuzhong_news; ``scrapy crawl … -s NAME=VALUE`` overrides each of them.

Where pages are stored: ``-s DATABASE_URL=…``, else the environment variable
``YUZHONG_NEWS_DATABASE_URL``, else the SQLite file ``yuzhong_news.db`` in the current directory.
An empty ``DATABASE_URL`` turns storing off, for runs that only want feeds (``-O pages.jsonl``).
"""

import os

BOT_NAME = "yuzhong_news"
USER_AGENT = "yuzhong_news (archive of district newspapers)"
SPIDER_MODULES = ["yuzhong_news.spiders"]
NEWSPIDER_MODULE = "yuzhong_news.spiders"
COMMANDS_MODULE = "yuzhong_news.commands"
SPIDER_LOADER_CLASS = "yuzhong_news.spiders.loader.NewspaperLoader"
NEWSPAPERS_DIR = os.environ.get("YUZHONG_NEWS_NEWSPAPERS", "")
"""A folder of newspapers of your own (``*.toml``), beside those that come along."""

TWISTED_DNS_RESOLVER = "yuzhong_news.spiders.resolver.PublicResolver"
ALLOW_PRIVATE_HOSTS = ""
"""Names, with commas between them, that may lead to private addresses; ``True`` for all."""
DOWNLOADER_MIDDLEWARES = {
    "yuzhong_news.spiders.hosts.OwnHostsMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "yuzhong_news.spiders.robots.BriefRobotsTxtMiddleware": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "yuzhong_news.spiders.retrying.PatientRetryMiddleware": 550,
    # Behind all that decode, retry, redirect or keep a response: next to the wire.
    "yuzhong_news.spiders.capture.CaptureMiddleware": 950,
}
SPIDER_MIDDLEWARES = {"yuzhong_news.pipelines.issues.IssuesMiddleware": 100}
EXTENSIONS = {
    "scrapy.extensions.logcount.LogCount": None,
    "yuzhong_news.pipelines.json_log.JsonLog": 0,
    "yuzhong_news.pipelines.log_count.OwnLogCount": 0,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "yuzhong_news.feeds.FeedExporter": 0,
    "yuzhong_news.spiders.progress.Progress": 500,
}

ITEM_PIPELINES = {
    "yuzhong_news.pipelines.keep.KeepPipeline": 50,
    "yuzhong_news.pipelines.read.ReadPipeline": 100,
    "yuzhong_news.pipelines.split.SplitPipeline": 200,
    "yuzhong_news.pipelines.check.CheckPipeline": 300,
    "yuzhong_news.pipelines.store.StorePipeline": 400,
}

DATABASE_URL = os.environ.get("YUZHONG_NEWS_DATABASE_URL", "sqlite:///yuzhong_news.db")
FILES_STORE = os.environ.get("YUZHONG_NEWS_FILES", "yuzhong_news_files")
"""Where PDFs, pictures and HTML of fetched pages are kept: a folder, or s3://bucket/folder/ with
Scrapy's own settings for it; empty: PDFs are read and not kept, pictures not fetched."""
RUN_NEWSPAPERS = 4
"""Newspapers that `scrapy run` and `scrapy backfill` fetch side by side at most; those that share
a host never are."""
ISSUE_DUE_HOUR = 10
"""The hour in Shanghai from which today's issue is due, unless the newspaper's TOML says another:
before it, a day without issue is no failure and no gap."""
METRICS_FILE = ""
"""A file for Prometheus' textfile collector (``*.prom``), renewed at the end of each run."""
ALERT_COMMAND = ""
"""A command that gets the summary of a run that did not end well on its standard input."""
ALERT_URL = os.environ.get("YUZHONG_NEWS_ALERT_URL", "")
"""An address to which the summary of such a run is POSTed as JSON."""
ALERT_TIMEOUT = 30
"""Seconds that the command, and the address, may take."""
LOG_JSON = False
"""Whether each event of the log is one JSON object a line."""

SPOOL_DIR = os.environ.get("YUZHONG_NEWS_SPOOL", "yuzhong_news_spool")
"""Where pages wait while the database is away; made when it is needed."""
SPOOL_MAX_PAGES = 10_000
SPOOL_MAX_BYTES = 2 * 1024**3
"""What may wait there; a crawl that would put more there is closed."""
DATABASE_PATIENCE = 60
"""Seconds that a run waits at its end for a database that is away, before its pages stay there."""
STORE_BATCH_SIZE = 20
"""Pages that wait for the writer at most, before they are handed to it together."""
STORE_ACCEPT_EMPTY = False
"""Whether a page that comes without any article now may replace one that was stored with some."""
PAGE_MAX_BYTES = 20_000_000
"""Files on disk above this size are refused unread; a typeset page as PDF has 1 to 10 MB."""

WORKERS = 0
"""Processes that read and split PDFs; 0 is one for each processor but one."""
WORKER_TIMEOUT = 60
"""Seconds after which a PDF's page is given up; one of a newspaper takes 0.1 to 1."""
WORKER_MEMORY = 2 * 1024**3
"""Bytes that such a process may take; 0 sets no limit."""

WARC_FILE = ""
"""The WARC file (….warc.gz, or uncompressed ….warc) that keeps each request and response."""
WARC_DIR = ""
"""A folder for such files, one or more a run, where WARC_FILE names none."""
WARC_MAX_BYTES = 1_000_000_000
"""Bytes of a WARC file, after which the next one begins."""

JOB_STALLED = 60
"""Seconds without a sign of life of a worker, after which others take its jobs."""
JOB_STOP_TIMEOUT = 30
"""Seconds that a job has to end when its worker is stopped, before it is handed back."""
JOB_TIMEOUT = 14_400
"""Seconds after which the crawl of one issue is given up."""
JOB_RETRIES = 5
"""Failed tries of a job after which one more makes it a failed one."""
JOB_RETRY_DELAY = 60
"""Seconds before a failed job's second try; four times as many before each further one."""

ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 2
AUTOTHROTTLE_MAX_DELAY = 60
DOWNLOAD_TIMEOUT = 60
"""Seconds for a whole response, however slowly it drips."""
RETRY_AFTER_MAX = 300
"""Seconds that a site may ask to be left alone; one that asks for more is left for this run."""
REDIRECT_MAX_TIMES = 8
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

FEED_STORAGES = {
    "": "yuzhong_news.feeds.WholeFileStorage",
    "file": "yuzhong_news.feeds.WholeFileStorage",
}
FEED_EXPORT_ENCODING = "utf-8"
FEED_EXPORTERS = {
    "csv": "yuzhong_news.exporters.ArticleCsvExporter",
    "xml": "yuzhong_news.exporters.ArticleXmlExporter",
    "marshal": None,
}

# Warnings, errors and the closing line are what a user of a daily run reads; `-L INFO` adds
# Scrapy's own account of the run with all counts.
LOG_LEVEL = "WARNING"
