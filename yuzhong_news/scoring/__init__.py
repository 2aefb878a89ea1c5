"""The project's own measures: values in, counts out; only ``__main__`` reads pages and prints."""
