package dev.cortex.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes HTML and SVG that are well-formed XML, too. Text and the values of attributes are escaped here and nowhere else, so
 * no text can become markup; elements and attributes are those below, so nothing can run, load or link to elsewhere,
 * whatever a caller hands on.
 */
final class Markup {
    private static final Set<String> ELEMENTS = Set.of(
            "html", "head", "title", "body", "header", "main", "footer", "nav", "section", "h1", "h2", "h3", "p", "ul",
            "ol", "li", "dl", "dt", "dd", "div", "span", "strong", "code", "pre", "time", "a", "table", "caption",
            "thead", "tbody", "tr", "th", "td", "details", "summary", "svg", "g", "desc", "text", "path", "rect",
            "line");
    private static final Set<String> EMPTY = Set.of("meta", "br");
    private static final Set<String> ATTRIBUTES = Set.of(
            "aria-hidden",
            "aria-label",
            "aria-labelledby",
            "charset",
            "class",
            "content",
            "d",
            "data-label",
            "datetime",
            "dx",
            "height",
            "http-equiv",
            "id",
            "lang",
            "name",
            "open",
            "overflow",
            "role",
            "rx",
            "scope",
            "tabindex",
            "text-anchor",
            "viewBox",
            "width",
            "x",
            "x1",
            "x2",
            "xmlns",
            "y",
            "y1",
            "y2");

    private final Appendable out;
    private final Deque<String> open = new ArrayDeque<>();

    Markup(Appendable out) {
        this.out = out;
    }

    /** Writes what has to stand in front of an HTML page. */
    Markup doctype() {
        return raw("<!DOCTYPE html>\n");
    }

    /**
     * Begins an element.
     *
     * @param attributes names and values in turn; an {@code href} leads to a place in the same document
     */
    Markup open(String element, String... attributes) {
        if (!ELEMENTS.contains(element)) {
            throw new IllegalArgumentException("no such element here: " + element);
        }
        tag(element, attributes).raw(">");
        open.push(element);
        return this;
    }

    /** Ends the innermost element. */
    Markup close() {
        return raw("</" + open.pop() + ">");
    }

    /** Ends the innermost element, and the line. */
    Markup closeLine() {
        return close().raw("\n");
    }

    /** Writes an element that has no content in HTML. */
    Markup empty(String element, String... attributes) {
        if (!EMPTY.contains(element)) {
            throw new IllegalArgumentException("not empty: " + element);
        }
        return tag(element, attributes).raw("/>\n");
    }

    /** Writes an element with text in it. */
    Markup leaf(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** Writes text; line feeds and tabs stay, whatever else would not be seen is shown. */
    Markup text(String text) {
        return escaped(text, false);
    }

    /**
     * Writes a sheet of our own.
     *
     * @throws IllegalArgumentException if it holds what could end it
     */
    Markup style(String sheet) {
        if (sheet.indexOf('<') >= 0 || sheet.indexOf('&') >= 0) {
            throw new IllegalArgumentException("a style sheet with markup in it");
        }
        return raw("<style>").raw(sheet).raw("</style>\n");
    }

    private Markup tag(String element, String... attributes) {
        raw("<").raw(element);
        for (int i = 0; i < attributes.length; i += 2) {
            String name = attributes[i];
            String value = attributes[i + 1];
            boolean within = name.equals("href") && value.startsWith("#");
            if (!within && !ATTRIBUTES.contains(name)) {
                throw new IllegalArgumentException("no such attribute here: " + name + "=" + value);
            }
            raw(" ").raw(name).raw("=\"").escaped(value, true).raw("\"");
        }
        return this;
    }

    private Markup escaped(String text, boolean attribute) {
        if (harmless(text)) {
            return raw(text);
        }
        String normal = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
        int from = 0;
        for (int i = 0; i < normal.length(); i++) {
            char c = normal.charAt(i);
            if (c == '\n' || c == '\t') {
                plain(normal.substring(from, i)).raw(attribute ? (c == '\n' ? "&#10;" : "&#9;") : String.valueOf(c));
                from = i + 1;
            }
        }
        return plain(normal.substring(from));
    }

    /** Nearly all text is: letters of ASCII and the like, of which nothing has to be escaped or shown. */
    private static boolean harmless(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || escape(c) != null) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String escape(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> null;
        };
    }

    private Markup plain(String text) {
        String visible = Visible.of(text);
        int from = 0;
        for (int i = 0; i < visible.length(); i++) {
            String escape = escape(visible.charAt(i));
            if (escape != null) {
                raw(visible.substring(from, i)).raw(escape);
                from = i + 1;
            }
        }
        return raw(visible.substring(from));
    }

    private Markup raw(String text) {
        try {
            out.append(text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
