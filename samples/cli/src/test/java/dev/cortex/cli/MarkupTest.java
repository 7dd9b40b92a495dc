package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class MarkupTest {
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(Hostile.TEXTS),
                Arbitraries.strings().all().ofMaxLength(20),
                Arbitraries.strings().withChars("<>&\"'/=!-[]; \n\r\t").ofMaxLength(12));
        return pieces.list().ofMaxSize(4).map(list -> String.join("", list));
    }

    @Property(tries = 300)
    void text_ofAnyKind_isReadBackAsTextAndNothingElse(@ForAll("texts") String text) {
        StringBuilder out = new StringBuilder();
        new Markup(out).open("p", "class", text).text(text).close();
        Document read = Xml.parse(out.toString());
        assertThat(Xml.all(read, "*")).hasSize(1);
        assertThat(read.getDocumentElement().getTextContent()).isEqualTo(shown(text));
        assertThat(read.getDocumentElement().getAttribute("class")).isEqualTo(shown(text));
        assertThat(out.substring(out.indexOf(">") + 1, out.lastIndexOf("</p>"))).doesNotContain("<", ">", "\"", "'");
    }

    /** Lines and tabs stay, the rest is shown as on a terminal. */
    private static String shown(String text) {
        return Stream.of(text.replace("\r\n", "\n").split("\n", -1))
                .map(line -> Stream.of(line.split("\t", -1)).map(Visible::of).collect(Collectors.joining("\t")))
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "script",
                "iframe",
                "object",
                "embed",
                "img",
                "link",
                "base",
                "form",
                "input",
                "foreignObject",
                "use"
            })
    void open_whatRunsOrLoads_isRefused(String element) {
        assertThatThrownBy(() -> new Markup(new StringBuilder()).open(element))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(element);
    }

    @ParameterizedTest
    @ValueSource(strings = {"onclick", "onload", "style", "src", "srcdoc", "xlink:href", "formaction", "x y", ""})
    void open_attributeThatRunsOrLoads_isRefused(String attribute) {
        assertThatThrownBy(() -> new Markup(new StringBuilder()).open("p", attribute, "1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/", "javascript:alert(1)", "//example.org", "data:,x", "x", ""})
    void open_linkToElsewhere_isRefused(String target) {
        assertThatThrownBy(() -> new Markup(new StringBuilder()).open("a", "href", target))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void style_thatCouldEnd_isRefused() {
        assertThatThrownBy(() -> new Markup(new StringBuilder()).style("a{}</style>"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sheets_ofOurOwn_areNoMarkupAndLoadNothing() {
        for (Stylesheet sheet : Stylesheet.values()) {
            new Markup(new StringBuilder()).style(sheet.text());
            assertThat(sheet.text()).doesNotContain("url(", "@import", "expression");
        }
    }
}
