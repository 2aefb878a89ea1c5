"""What happens to each page between a spider and the archive: read, split, check, store.

``settings.ITEM_PIPELINES`` holds the order. Each step counts what it did in the run's stats; a
count whose name ends in ``/failed`` makes ``scrapy crawl`` exit with 1.
"""
