package dev.cortex.cli;

import java.util.List;

/** Texts that would do harm in a page, a picture or a terminal that does not escape them. */
final class Hostile {
    static final List<String> TEXTS = List.of(
            "</script><script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "]]><svg onload=alert(1)>",
            "<!--",
            "--><style>*{display:none}</style>",
            "</style></title></text></svg><b>",
            "&lt;b&gt; &amp; &#60;script&#62; &nbsp;",
            "javascript:alert(1)",
            "\u0000\u0007\u001b[31mred\u001b[0m\r\n\u0085\u2028",
            "\u202Etxt.exe\u202C \u200Bzero\uFEFF \u00A0",
            "half \uD800 of a pair \uDC00",
            "\uFFFE\uFFFF\uDBFF\uDFFF",
            "\uD83D\uDE80 gr\u00F6\u00DFe \u65E5\u672C \u0639\u0631\u0628\u064A",
            "${jndi:ldap://x} {{7*7}} %s \\u003cb\\u003e",
            "x".repeat(10_000));

    private Hostile() {}
}
