"""Texts that want to be more than text. Each is shown as it is typed, wherever it stands."""

from __future__ import annotations

HTML = """
<script>alert(1)</script>
</script><script>alert(1)</script>
<img src=x onerror=alert(1)>
<svg onload=alert(1)>
<svg><script href="data:,alert(1)"/></svg>
<svg><use href="#i--check"/></svg>
<math><mtext></table><mglyph><style><img src=x onerror=alert(1)>
<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;">
<object data="data:text/html,x"></object><embed src=x>
<a href="javascript:alert(1)">x</a>
<a href=//evil.example>x</a>
<base href="//evil.example/">
<meta http-equiv="refresh" content="0;url=//evil.example">
<link rel=stylesheet href=//evil.example/x.css>
<style>*{display:none}</style>
<form action=//evil.example><input name=x><button>x
<details open ontoggle=alert(1)>
<template><p>x</template>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<!-- x
--> x <!--
--!> x
<!DOCTYPE html>
<![CDATA[ x ]]>
]]> x
<?xml version="1.0"?>
<?php echo 1 ?>
</article></div></main></body></html>
</title><script>alert(1)</script>
</textarea><script>alert(1)</script>
</style><script>alert(1)</script>
</td></tr></table><p>x
<p id="__config">{"base": "//evil.example"}
<r><t>x</t></r>
<r>&</r>
" onmouseover="alert(1)
' onmouseover='alert(1)
` onmouseover=`alert(1)
" autofocus onfocus=alert(1) x="
"><script>alert(1)</script>
'><script>alert(1)</script>
x" style="position:fixed;inset:0
= onload=alert(1)
< script>alert(1)</ script>
<scr<script>ipt>alert(1)</scr</script>ipt>
<SCRIPT/XSS SRC=//evil.example></SCRIPT>
<x onclick=alert(1)>x
<b>bold</b> <i>x</i> <br> <hr>
a<b and c>d
a < b && c > d
&lt;b&gt; &amp; &quot; &#60;b&#62;
&#x3c;script&#x3e;
&amp;lt;script&amp;gt;
&copy &notit; &lt &gt
&#0; &#xD800; &#1114112; &NewLine;
&nbsp;&ensp;&zwj;
""".strip().split("\n")

MARKDOWN = """
[text](https://evil.example)
[text](javascript:alert(1))
[text][1]
[1]: https://evil.example
![image](https://evil.example/x.png)
![x](x){onerror=alert(1)}
<https://evil.example>
<x@evil.example>
https://evil.example/ www.evil.example x@evil.example
*a* **b** ***c*** _d_ __e__ ___f___
a*b*c a_b_c a__b__c
~~a~~ ~b~ ^c^ ^^d^^ ==e== ++f++
{++a++} {--b--} {~~c~>d~~} {==e==} {>>f<<}
`code` ``code`` ```code```
``` python
~~~ {.python}
# heading
## heading {#id .class onclick=x}
### heading ###
heading ===
===
---
***
___
- item
* item
+ item
1. item
1) item
- [ ] todo
- [x] done
> quote
>> quote
| a | b |
|---|---|
:---:|
    code
: definition
!!! note "x"
!!! danger inline end
??? note
???+ note
=== "tab"
::: module.object
/// admonition | x
--8<-- "file.md"
-8<- file
;--8<-- "x"
{! file.md !}
{% include "x" %}
*[HTML]: x
[^1]: note
[^1] [^note]
[[wiki]] [[wiki|x]]
:smile: :material-check: :fontawesome-brands-x:
:octicons-alert-24:{ .x title="y" }
++ctrl+alt+del++
$x$ $$y$$ \\(z\\) \\[w\\]
{: #id .class onclick="x" }
{: .x }
{#id}
[TOC]
[x]{.y}
\\*a\\* \\<b\\> \\_ \\\\
a\\
(c) (tm) (r) +/- --> <-- <--> =/= 1/2 1st
-- --- ... "x" 'x' <<x>>
- --- -
\\# x
a  b
&#35; x
#12 @name GH-1 owner/repo#1
0123456789abcdef0123456789abcdef01234567
""".strip("\n").split("\n")

TEMPLATES = """
{{ 7*7 }}
{{ config }} {{ brief.title }}
{{ ''.__class__.__mro__ }}
{% raw %}{% endraw %}
{% for x in y %}x{% endfor %}
{# comment #}
{%- set x = 1 -%}
${7*7} #{7*7} <%= 7*7 %> %{7*7}
{{{ x }}} {{& x}} {{> x}}
%s %d %(x)s %n {0} {x} {x!r}
__FOO__ @@x@@ ##[error]x
::error::x
::stop-commands::x
$(id) `id` ; id | id & id
title: x
--- title: x
...
&anchor *alias !!tag
? x : y
wzxhzdk:0
klzzwxh:0001
""".strip().split("\n")

FORMULAS = """
=1+1
=HYPERLINK("https://evil.example","x")
=cmd|' /C calc'!A0
+1+1
-1+1
-2+3+cmd|' /C calc'!A0
@SUM(1+1)
＝1+1
＋1
－1
＠x
'=1+1
''x
{=1+1}
;=1+1
"=1+1"
,=1+1
internal:'about'!A1
mailto:x@evil.example
file:///etc/passwd
_x0041_ _x000D_
1e5 007 1_000 0x1f 0b1 1.10 12:30:45
TRUE
#REF! #NAME? #N/A
""".strip().split("\n")

LOOKALIKES = """
NO
no
yes
null
~
Null
true
FALSE
on
off
y
.inf
-.INF
.nan
0o17
012
1e3
1.0
1_000
12:30
190:20:30
2024-01-01
2024-01-01T00:00:00Z
=
<<
0
-0
undefined
NaN
None
constructor
__proto__
toString
__config
__search
""".strip().split("\n")

SIGNS = [
    "汽车制造商：“小米”—电动车（第一款）",
    "日本語のテキスト、カタカナ ｶﾀｶﾅ",
    "한국어 전기차",
    "سيارة كهربائية جديدة",
    "מכונית חשמלית",
    "ไทยรถยนต์ไฟฟ้า हिन्दी",
    "Ελληνικά Кириллица Հայերեն ქართული",
    "\u202eright to left\u202c",
    "\u2067isolated\u2069 and \u2066again\u2069",
    "\u2068first strong\u2069",
    "a\u200eb\u200fc\u061cd",
    "a\u200bb\u200cc\u200dd\u2060e\ufefff",
    "soft\u00adhyphen",
    "no\u00a0break\u202fspaces\u3000wide",
    "thin\u2009hair\u200aem\u2003quad\u2001x",
    "e" + "\u0301" * 60,
    "Z\u0351\u036b\u0343a\u0322\u0328l\u0336g\u0334o\u0489",
    "👩‍👩‍👧‍👦 🚗 🇳🇴 👍🏽 1️⃣ ☺️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "é e\u0301 ﬁ ﷽ Å Å ſ ß ẞ İ ı",
    "ＡＢＣ ｆｕｌｌ １２３ ＜ｓｃｒｉｐｔ＞",
    "﹤script﹥ ‹b› ≺x≻ ＂x＂ ＇x＇",
    "\ue000 private \U000f0000",
    "\U00020000\U0002f800 beyond",
    "\u2800braille\u3164filler\u115f\u1160",
    "tag\U000e0041\U000e007f end",
    "variation\ufe0f\ufe0e\U000e0100",
    "interlinear\ufff9a\ufffab\ufffb object\ufffc \ufffd",
    "quotes „a“ «b» ‚c‘ “d” ‘e’ ″f″",
    "dashes – — ― − ‐ ‑ ‒",
    "1\u20442 ⅓ ² ₃ ª º µ Ω K",
    "line one\nline two",
    "line one\n\n# line two\n\n<b>three</b>\n",
    "one\n---\ntwo\n...\nthree",
    "one\n    indented\n\n\n\nfour",
    "\n\nleading and trailing\n\n",
    "]]>\u00a0<![CDATA[\u3000]]>",
    "&#x202e;\u2066abc\u2069",
    "\u00a0no break at the ends\u00a0",
    "\u3000\u2003wide at the ends\u2003",
    "\ufeffmark of byte order\ufeff",
    "x\u0300\u0301\u0302\u0303" * 25,
    "=\u200b1+1",
    "\u200b=1+1",
    "\u2060@SUM(1)",
    "<\u200bscript>alert(1)</script>",
    "javascript\u00ad:alert(1)",
    "＜img src=x onerror=alert(1)＞",
    "&lt\u200b;b&gt;",
    "ǅ ŉ ﬀ ΐ ῼ",
    "\U0001f1e6\U0001f1e6\U0001f1e6",
    "\u0627\u0644\u0639 <b> 1, 2; (3)",
    "<r><t>one\ntwo</t></r>",
    "one\n=1+1\n@x",
    "one\n::error::two",
    "BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT",
    "a;b,c:d\\n\\N\\;\\,e\\\\",
    "folded " + "é" * 90 + " line",
    "folded " + "汽" * 60 + "🚗" * 20,
    "  spaces around  ",
    "many     spaces",
    '{"a": "b", "c"}',
    '"],"x":["',
    "\\u003cscript\\u003e \\x3c \\074",
    "\\",
    "\\\\",
    "'",
    '"',
    "`",
    "<",
    ">",
    "&",
    "%",
    "%00%0d%0a%3Cscript%3E",
    "#",
    "|",
    "*",
    "_",
    "{",
    "}",
    "[",
    "]",
    "!",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    "../../../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows\\System32",
    "file.md#x?y=z",
    "x" * 600,
    "word " * 150 + "end",
    "<" * 200,
    "&" * 200,
    "[" * 200,
    "*" * 200,
    "`" * 200,
    "((" * 100,
    '"' * 99,
    "a" * 50 + "<b>" + "a" * 150,
    "x" * 155 + "&lt;<script>",
]

TEXTS: tuple[str, ...] = tuple(sorted({*HTML, *MARKDOWN, *TEMPLATES, *FORMULAS, *LOOKALIKES, *SIGNS}))
