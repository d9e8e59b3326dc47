"""Page templates as plainer Python than Jinja makes of them: half the time of a page went into the detours.

An attribute is an attribute (never an item of a dictionary), a call is a call (no function of ours asks for
Jinja's context), and what is put out is escaped once, by the environment's `finalize`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2.compiler import CodeGenerator, Frame

if TYPE_CHECKING:
    from jinja2 import nodes


class Direct(CodeGenerator):
    """Writes the Python of page templates."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja's name for it
        """`one.name` as it stands."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """`function(one, two=2)` as it stands."""
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write("environment.finalize(")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write(")")
