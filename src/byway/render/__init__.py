"""From an assessment to what people and machines read: page, terminal, JSON, FollowTheMoney."""

from byway.render.contract import assessment_json
from byway.render.entities import ftm
from byway.render.page import html
from byway.render.summary import terminal
from byway.render.trade import trade_html

__all__ = ["assessment_json", "ftm", "html", "terminal", "trade_html"]
