package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.Run;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.core.Cortex;
import dev.cortex.core.store.InMemoryStateStore;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import dev.cortex.testkit.ScriptedCriteria;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Reports of a run that has all that a report has to show, read back by an XML parser. {@code -Dgolden.update=true} writes
 * the expected page anew; look at it in a browser then.
 */
class ReportPageTest {
    private static final Path FOLDER = Path.of("src", "test", "pages");
    private static final Set<String> ELEMENTS = Set.of(
            "html", "head", "meta", "title", "style", "body", "a", "header", "div", "h1", "span", "p", "dl", "dt", "dd",
            "nav", "ul", "li", "main", "section", "h2", "h3", "svg", "desc", "g", "rect", "path", "line", "text",
            "table", "caption", "thead", "tr", "th", "tbody", "td", "time", "code", "details", "summary", "pre",
            "footer");

    @Test
    void write_theRelease_isThePage() throws IOException {
        compare("release.html", ReleaseRun.over().html());
    }

    @Test
    void write_theReleaseAtItsGate_isThePage() throws IOException {
        compare(
                "waiting.html",
                ReleaseRun.waiting().html().replaceAll("process \\d+ on [^<]*", "process 4711 on build-1"));
    }

    /** Looks are looked at, not compared. */
    private static void compare(String name, String page) throws IOException {
        String plain =
                page.replaceAll("(?s)<style>.*</style>", "<style></style>").replaceAll("sha256-[^&]*", "sha256-HASH");
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, plain);
        }
        assertThat(plain).isEqualTo(Files.readString(file));
    }

    @Test
    void write_atAGlance_showsWhatDidNotSimplyGoWell() {
        Document page = Xml.parse(ReleaseRun.over().html());
        assertThat(Xml.withClass(page, "card").stream().map(ReportPageTest::text))
                .satisfiesExactly(
                        card -> assertThat(card).contains("[!] 1 phase failed", "load test", "failed: criterion"),
                        card -> assertThat(card)
                                .contains(
                                        "[!] 1 criterion unmet",
                                        "95% of requests take less",
                                        "95% took 324 ms or less"),
                        card -> assertThat(card).contains("[ ] 2 criteria not verified", "build: Coverage above 80%"),
                        card -> assertThat(card)
                                .contains(
                                        "[-] 3 phases skipped",
                                        "publish figures skipped: upstream failed (load test)",
                                        "newsletter skipped: by an operator"),
                        card -> assertThat(card)
                                .contains(
                                        "2 pieces of work tried again",
                                        "build: test-runner failed (2 of 1,204 tests failed",
                                        "then interrupted (stopped), then succeeded"),
                        card -> assertThat(card)
                                .contains(
                                        "[?] 2 gates asked a person",
                                        "release waited 36m50s, started by anna: The figures are poor",
                                        "newsletter waited 4m20s, skipped by ben: not for a minor version"));
        assertThat(text(Xml.withClass(page, "key").get(0))).isEqualTo("[x] 7 completed [!] 1 failed [-] 3 skipped");
    }

    @Test
    void write_theGraph_saysInWordsHowEachPhaseStands() {
        Document page = Xml.parse(ReleaseRun.over().html());
        assertThat(Xml.withClass(page, "box").stream()
                        .map(box -> text(Xml.all(box, "text").get(0)) + " "
                                + text(Xml.all(box, "text").get(1))))
                .containsExactly(
                        "plan [x] completed \u00B7 2m30s",
                        "build [x] completed \u00B7 8m40s",
                        "documentation [x] completed \u00B7 14m30s",
                        "security audit [x] completed \u00B7 6m",
                        "load test [!] failed \u00B7 5m",
                        "tune [x] completed \u00B7 3m",
                        "publish figures [-] skipped",
                        "release [x] completed \u00B7 1m40s",
                        "roll back [-] skipped",
                        "newsletter [-] skipped",
                        "clean up [x] completed \u00B7 40s");
        assertThat(Xml.withClass(page, "box").stream()
                        .map(box ->
                                List.of(box.getAttribute("class").split(" ")).get(1))
                        .toList())
                .startsWith("is-done", "is-done", "is-done", "is-done", "is-failed", "is-done", "is-skipped");
    }

    @Test
    void write_theTimeline_hasGatesPausesAttemptsAndPeople() {
        Document page = Xml.parse(ReleaseRun.over().html());
        List<Element> rows = Xml.all(Xml.withClass(page, "time-line").get(0), "tr");
        Element tester = row(rows, "test-runner");
        assertThat(bars(tester, "bar")).containsExactly("bar is-failed", "bar is-skipped", "bar is-done");
        assertThat(Xml.all(tester, "line").stream()
                        .filter(line -> line.getAttribute("class").equals("pause")))
                .hasSize(1);
        assertThat(text(tester)).endsWith("[x] succeeded \u00B7 4m35s in 3 attempts");
        Element release = row(rows, "release");
        assertThat(bars(release, "bar")).containsExactly("bar gate", "bar progress is-done");
        assertThat(text(release)).contains("gate 36m50s");
        assertThat(text(row(rows, "People"))).isEqualTo("People \u25B2\u25B2\u25B2 3 actions");
        // A bar begins where the one before it ends, and its length is that of the work.
        Element build = Xml.all(row(rows, "builder"), "rect").get(1);
        Element audit = Xml.all(row(rows, "code-auditor"), "rect").get(1);
        assertThat(percent(audit, "width") / percent(build, "width")).isBetween(1.19, 1.21);
        assertThat(text(row(rows, "publish figures"))).contains("[-] skipped");
    }

    @Test
    void write_unmetCriterion_hasItsEvidenceInFull() {
        Document page = Xml.parse(ReleaseRun.over().html());
        Element row = byId(page, "phase-5-2");
        assertThat(row.getAttribute("class")).isEqualTo("is-failed");
        assertThat(text(row))
                .contains("2. 95% of requests take less than 200 ms", "[!] unmet", "load-report", "09:18:10");
        assertThat(Xml.all(row, "pre")).hasSize(1);
        assertThat(Xml.all(row, "pre").get(0).getTextContent())
                .startsWith("95% took 324 ms or less\nbucket 1: 137 ms, <b>7</b> requests\n")
                .endsWith("bucket 12: 324 ms, <b>84</b> requests");
        assertThat(text(byId(page, "phase-2-2"))).contains("reported by test-runner: 87% of lines, says JaCoCo");
    }

    @Test
    void write_times_areLocalWithTheirOffset() {
        Document page = Xml.parse(ReleaseRun.over().html());
        assertThat(text(Xml.withClass(page, "facts").get(0)))
                .contains("Started 2026-03-02 09:00:00 +01:00", "Last event 2026-03-02 10:02:00 +01:00", "Took 1h2m");
        assertThat(text(byId(page, "timeline"))).contains("Times are in Europe/Berlin, UTC+01:00");
        assertThat(Xml.all(page, "time"))
                .allSatisfy(time -> assertThat(Instant.parse(time.getAttribute("datetime")))
                        .isBetween(ReleaseRun.BEGIN, ReleaseRun.BEGIN.plus(Duration.ofHours(2))));
    }

    @Test
    void write_journal_hasEveryEvent() {
        ReleaseRun run = ReleaseRun.over();
        Document page = Xml.parse(run.html());
        List<Element> rows = Xml.all(Xml.withClass(page, "journal").get(0), "tr");
        assertThat(rows).hasSize(run.events().size() + 1);
        assertThat(text(rows.get(rows.size() - 1)))
                .startsWith(String.valueOf(run.events().size()))
                .endsWith("run failed: load test failed: criterion");
    }

    @Test
    void write_anyPage_canBeReadByEverybodyAndLoadsNothing() throws NoSuchAlgorithmException {
        for (String html :
                List.of(ReleaseRun.over().html(), ReleaseRun.waiting().html())) {
            sound(html);
        }
    }

    /** What holds for every page. */
    static void sound(String html) throws NoSuchAlgorithmException {
        Document page = Xml.parse(html);
        assertThat(Xml.all(page, "*").stream().map(Element::getTagName)).allMatch(ELEMENTS::contains);
        Set<String> ids = new HashSet<>();
        for (Element element : Xml.all(page, "*")) {
            if (element.hasAttribute("id")) {
                assertThat(ids.add(element.getAttribute("id")))
                        .as("once: " + element.getAttribute("id"))
                        .isTrue();
            }
        }
        for (Element link : Xml.all(page, "a")) {
            assertThat(ids).contains(link.getAttribute("href").substring(1));
        }
        for (Element table : Xml.all(page, "table")) {
            assertThat(Xml.all(table, "caption")).hasSize(1);
            assertThat(Xml.all(table, "th"))
                    .allMatch(heading -> heading.getAttribute("scope").matches("row|col"));
        }
        assertThat(Xml.all(page, "svg"))
                .allMatch(svg -> svg.getAttribute("aria-hidden").equals("true")
                        || !svg.getAttribute("aria-label").isBlank());
        assertThat(Xml.all(page, "h1")).hasSize(1);
        assertThat(Xml.all(page, "h2").size())
                .isEqualTo(Xml.all(page, "section").size());
        assertThat(Xml.withClass(page, "badge"))
                .allMatch(badge -> !text(badge).replaceAll("\\[.]", "").isBlank());
        String style = Xml.all(page, "style").get(0).getTextContent();
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        assertThat(Xml.all(page, "meta").stream().map(meta -> meta.getAttribute("content")))
                .contains("default-src 'none'; style-src 'sha256-" + hash + "'; base-uri 'none'; form-action 'none'");
        assertThat(html).startsWith("<!DOCTYPE html>\n");
        for (Element element : Xml.all(page, "*")) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                String name = element.getAttributes().item(i).getNodeName();
                assertThat(name).doesNotStartWith("on").isNotIn("style", "src", "srcdoc", "action", "xlink:href");
            }
        }
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.of(Hostile.TEXTS),
                Arbitraries.strings().all().ofMinLength(1).ofMaxLength(30));
        return text.list().ofSize(8);
    }

    @Property(tries = 25)
    void write_textsOfAnyKind_areTextAndNothingElse(@ForAll("texts") List<String> texts) {
        String html = hostileRun(texts);
        Document page = Xml.parse(html);
        assertThat(Xml.all(page, "*").stream().map(Element::getTagName)).allMatch(ELEMENTS::contains);
        assertThat(html.codePoints())
                .allMatch(c -> c == '\n'
                        || c == '\t'
                        || Visible.of(Character.toString(c)).length() <= 2);
        assertThat(Xml.all(page, "*").stream().filter(element -> element.hasAttribute("href")))
                .allMatch(link -> link.getAttribute("href").matches("#[a-z0-9-]+"));
    }

    /** What a name may hold is less. */
    private static String name(String text) {
        String name = text.replaceAll("[\\p{Cc}/\\\\,]", "").strip();
        return "n" + name.substring(0, name.offsetByCodePoints(0, Math.min(90, name.codePointCount(0, name.length()))));
    }

    private static String hostileRun(List<String> texts) {
        // The store takes no half characters; everything else may be anywhere.
        List<String> whole = texts.stream()
                .map(text -> text.replaceAll("[\\x{d800}-\\x{dfff}]", "?"))
                .map(text -> text.isBlank() ? "blank" + text : text)
                .toList();
        ManualTime time = new ManualTime(ReleaseRun.BEGIN);
        ScriptedAgents agents = new ScriptedAgents(time)
                .on(
                        "one/" + name(whole.get(0)),
                        AgentResult.failure(whole.get(1)),
                        AgentResult.success(whole.get(2))
                                .with(whole.get(3), whole.get(4))
                                .withEvidence(whole.get(5), whole.get(6)));
        ScriptedCriteria criteria =
                new ScriptedCriteria(time).on(whole.get(5), Verdict.unmet(whole.get(6), whole.get(7)));
        Scenario scenario = Scenario.named(name(whole.get(1)))
                .description(whole.get(2))
                .phase(
                        "one",
                        p -> p.auto()
                                .description(whole.get(3))
                                .agents(name(whole.get(0)))
                                .retry(dev.cortex.api.scenario.Retry.attempts(2))
                                .criteria(whole.get(5)))
                .phase(Phase.named(name(whole.get(4)) + "'")
                        .after("one")
                        .agents(name(whole.get(0)))
                        .build())
                .phase(Phase.named(name(whole.get(6)) + "\"")
                        .manual()
                        .agents(name(whole.get(0)))
                        .build())
                .build();
        Cortex cortex = Cortex.builder()
                .agents(agents)
                .criteria(criteria)
                .store(new InMemoryStateStore())
                .time(time)
                .executor(time)
                .build();
        Run run = cortex.start(cortex.plan(scenario).orElseThrow(), Values.none(), new Actor(whole.get(7)));
        time.settle();
        run.as(new Actor(whole.get(0))).skip(name(whole.get(6)) + "\"", whole.get(1));
        time.settle();
        assertThat(run.view().status().ended()).isTrue();
        List<RunEvent> events = new ArrayList<>();
        run.events(0, events::add);
        StringBuilder out = new StringBuilder();
        RunCommands commands = new RunCommands(
                new CommandLines(Optional.empty()), Kind.SCENARIO, run.view().scenario(), List.of());
        new ReportPage(run.view(), events, time.now(), ZoneOffset.UTC, commands).write(out);
        return out.toString();
    }

    @Test
    void write_waitingForAVerdict_isATimeOfItsOwn() {
        ManualTime time = new ManualTime(ReleaseRun.BEGIN);
        Cortex cortex = Cortex.builder()
                .agents(new ScriptedAgents(time).takes("a", Duration.ofMinutes(4)))
                .policy(dev.cortex.api.plan.Policy.STANDARD.with(Verification.STRICT))
                .store(new InMemoryStateStore())
                .time(time)
                .executor(time)
                .build();
        Scenario scenario = Scenario.named("essay")
                .description("x")
                .phase("write", p -> p.auto().agents("a").criteria("A pleasure to read"))
                .build();
        Run run = cortex.start(cortex.plan(scenario).orElseThrow(), Values.none(), new Actor("anna"));
        time.advance(Duration.ofHours(20));
        run.as(new Actor("ben")).confirm("write", 1, true, "I have read it");
        time.settle();
        List<RunEvent> events = new ArrayList<>();
        run.events(0, events::add);
        assertThat(RunStory.of(events).of("write").spans())
                .filteredOn(span -> span.stage() == RunStory.Stage.CONFIRMING)
                .singleElement()
                .satisfies(span -> assertThat(
                                Duration.between(span.from(), span.to().orElseThrow()))
                        .isEqualTo(Duration.ofHours(20).minusMinutes(4)));
        StringBuilder out = new StringBuilder();
        RunCommands commands = new RunCommands(new CommandLines(Optional.empty()), Kind.SCENARIO, "essay", List.of());
        new ReportPage(run.view(), events, time.now(), ZoneOffset.UTC, commands).write(out);
        assertThat(text(byId(Xml.parse(out.toString()), "people"))).contains("ben confirm write 1: met I have read it");
    }

    static Element byId(Document page, String id) {
        return Xml.all(page, "*").stream()
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no element " + id));
    }

    /** All text below an element; elements that stand in lines of their own are apart. */
    static String text(Element element) {
        StringBuilder text = new StringBuilder();
        append(text, element);
        return text.toString().strip().replaceAll("[ \n]+", " ");
    }

    private static void append(StringBuilder text, org.w3c.dom.Node node) {
        for (org.w3c.dom.Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                boolean apart = !Set.of("text", "time").contains(element.getTagName())
                        || element.getAttribute("class").equals("status");
                text.append(apart ? " " : "");
                append(text, element);
                text.append(apart ? " " : "");
            } else {
                text.append(child.getTextContent());
            }
        }
    }

    private static Element row(List<Element> rows, String name) {
        return rows.stream()
                .filter(row -> text(Xml.all(row, "th").get(0)).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> bars(Element row, String style) {
        return Xml.all(row, "rect").stream()
                .map(bar -> bar.getAttribute("class"))
                .filter(name -> List.of(name.split(" ")).contains(style))
                .toList();
    }

    private static double percent(Element bar, String attribute) {
        return Double.parseDouble(bar.getAttribute(attribute).replace("%", ""));
    }
}
