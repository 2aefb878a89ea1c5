"""What ``reading`` raises when bytes are no page."""


class ReadError(ValueError):
    """The bytes cannot be read as a page; the message names the file or URL and what to do."""

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(name, problem, remedy)
        self.name = name
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.name}: {self.problem}. {self.remedy}"
