# The articles of pages are read for the site's own copies too, so the station lies lower; editions find it here as well.

"""The articles of built pages: see `generator/article/`."""

from ..article import LINKS, Article, Articles, classes_of, text_of

__all__ = ["LINKS", "Article", "Articles", "classes_of", "text_of"]
