package dev.cortex.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/**
 * One HTML file that needs nothing else: no script, no network, its own looks. A policy in it forbids the browser all the
 * rest.
 */
final class Page {
    private record Section(String id, String title, Consumer<Markup> content) {}

    private final String title;
    private final Consumer<Markup> header;
    private final String footer;
    private final List<Section> sections = new ArrayList<>();

    /**
     * A page.
     *
     * @param title its title in a list of pages
     * @param header what stands at its top
     * @param footer who wrote it and when
     */
    Page(String title, Consumer<Markup> header, String footer) {
        this.title = title;
        this.header = header;
        this.footer = footer;
    }

    /** Adds a section. */
    Page section(String id, String heading, Consumer<Markup> content) {
        sections.add(new Section(id, heading, content));
        return this;
    }

    void write(Appendable out) {
        String sheet = Stylesheet.GRAPH.text() + Stylesheet.PAGE.text();
        Markup to = new Markup(out).doctype();
        to.open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml").open("head");
        to.empty("meta", "charset", "utf-8");
        to.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy(sheet));
        to.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        to.empty("meta", "name", "referrer", "content", "no-referrer");
        to.leaf("title", title).style(sheet).closeLine();
        to.open("body");
        to.leaf(
                "a",
                "Skip to the content",
                "class",
                "skip",
                "href",
                "#" + sections.get(0).id());
        to.open("header");
        header.accept(to);
        to.closeLine();
        to.open("nav", "aria-label", "Sections").open("ul");
        sections.forEach(section -> to.open("li")
                .leaf("a", section.title(), "href", "#" + section.id())
                .close());
        to.close().closeLine();
        to.open("main");
        for (Section section : sections) {
            to.open("section", "id", section.id(), "aria-labelledby", section.id() + "-title");
            to.leaf("h2", section.title(), "id", section.id() + "-title");
            section.content().accept(to);
            to.closeLine();
        }
        to.closeLine();
        to.leaf("footer", footer).closeLine().closeLine();
    }

    /** Nothing but the one sheet, by its hash. */
    private static String policy(String sheet) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(sheet.getBytes(StandardCharsets.UTF_8));
            return "default-src 'none'; style-src 'sha256-"
                    + Base64.getEncoder().encodeToString(hash) + "'; base-uri 'none'; form-action 'none'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes names with their values. */
    static void facts(Markup to, String... namesAndValues) {
        to.open("dl", "class", "facts");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty()) {
                to.open("div")
                        .leaf("dt", namesAndValues[i])
                        .leaf("dd", namesAndValues[i + 1])
                        .closeLine();
            }
        }
        to.closeLine();
    }

    /** Writes a sentence of its own. */
    static void note(Markup to, String text) {
        to.leaf("p", text, "class", "note");
    }
}
