package dev.cortex.api.diagnostic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a stage (a reader, a check, the planner) made of its input, beside everything it found out. A stage never throws
 * because of bad input; it returns its best draft, so that the stages behind it can report in the same pass.
 *
 * @param <T> what the stage makes
 */
public final class Checked<T> {
    private final Optional<T> draft;
    private final List<Diagnostic> findings;
    private final SourceMap source;

    private Checked(Optional<T> draft, List<Diagnostic> findings, SourceMap source) {
        this.draft = draft;
        this.findings = findings;
        this.source = source;
    }

    /**
     * A result with findings. Those without a place get theirs from the source map, and all are put in file order;
     * findings of one place keep the order they came in.
     *
     * @param draft what was made, complete if no finding is an error
     * @param findings what was found; copied
     * @param source where the elements stand
     * @param <T> what was made
     * @return the result
     */
    public static <T> Checked<T> of(T draft, List<Diagnostic> findings, SourceMap source) {
        return new Checked<>(Optional.of(draft), ordered(findings, source), source);
    }

    /**
     * A result of input that nothing could be made of.
     *
     * @param findings what was found; at least one error; copied
     * @param source where the elements stand
     * @param <T> what would have been made
     * @return the result, without a draft
     * @throws IllegalArgumentException if no finding is an error
     */
    public static <T> Checked<T> failed(List<Diagnostic> findings, SourceMap source) {
        if (findings.stream().noneMatch(Diagnostic::isError)) {
            throw new IllegalArgumentException("a failed result needs an error among its findings");
        }
        return new Checked<>(Optional.empty(), ordered(findings, source), source);
    }

    /**
     * A result without findings and positions, for something built in Java.
     *
     * @param value what there is
     * @param <T> its type
     * @return the result
     */
    public static <T> Checked<T> of(T value) {
        return of(value, List.of(), SourceMap.none());
    }

    private static List<Diagnostic> ordered(List<Diagnostic> findings, SourceMap source) {
        List<Diagnostic> placed = new ArrayList<>(findings.size());
        findings.forEach(finding -> placed.add(source.place(finding)));
        placed.sort((a, b) -> a.position().isPresent() && b.position().isPresent()
                ? a.position().get().compareTo(b.position().get())
                : Boolean.compare(b.position().isPresent(), a.position().isPresent()));
        return List.copyOf(placed);
    }

    /** {@return whether there is something and no finding is an error} */
    public boolean ok() {
        return draft.isPresent() && findings.stream().noneMatch(Diagnostic::isError);
    }

    /** {@return the best that could be made; where {@link #ok()} is false it may lack parts, or be absent} */
    public Optional<T> draft() {
        return draft;
    }

    /** {@return everything found, in file order} */
    public List<Diagnostic> findings() {
        return findings;
    }

    /** {@return where the elements stand} */
    public SourceMap source() {
        return source;
    }

    /**
     * What was made.
     *
     * @return the value
     * @throws InvalidDefinitionException if a finding is an error
     */
    public T orElseThrow() {
        if (!ok()) {
            throw new InvalidDefinitionException(findings);
        }
        return draft.orElseThrow();
    }

    /**
     * Hands the draft to the next stage and gathers the findings of both. Without a draft the next stage is left out. What
     * the next stage finds about an element that already has an error is left out too: a description that is no text is
     * not also missing. So is what has been said of an element before, with the same code. A finding about several
     * elements stays: an error in one of them does not explain it.
     *
     * @param next the next stage; its findings need no places
     * @param <U> what the next stage makes
     * @return its result with the findings of both stages and the positions of this one
     */
    public <U> Checked<U> then(Function<? super T, Checked<U>> next) {
        Objects.requireNonNull(next, "next");
        if (draft.isEmpty()) {
            return new Checked<>(Optional.empty(), findings, source);
        }
        Checked<U> made = next.apply(draft.get());
        Set<String> wrong = new HashSet<>();
        Set<List<String>> said = new HashSet<>();
        for (Diagnostic finding : findings) {
            said.add(List.of(finding.path(), finding.code()));
            if (finding.isError()) {
                wrong.add(finding.path());
            }
        }
        List<Diagnostic> all = new ArrayList<>(findings);
        made.findings.stream()
                .filter(found -> !said.contains(List.of(found.path(), found.code())))
                .filter(found -> !found.related().isEmpty() || !wrong.contains(found.path()))
                .forEach(all::add);
        return new Checked<>(made.draft, ordered(all, source), source);
    }

    /** {@return how many errors and what draft, for a debugger} */
    @Override
    public String toString() {
        return "Checked[" + draft.map(Object::toString).orElse("nothing") + ", findings=" + findings + "]";
    }
}
