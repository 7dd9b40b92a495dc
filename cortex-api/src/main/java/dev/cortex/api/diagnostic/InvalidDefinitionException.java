package dev.cortex.api.diagnostic;

import java.util.List;
import java.util.stream.Collectors;

/** A definition that has errors was asked for as if it had none. The message lists the findings, one on each line. */
public final class InvalidDefinitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 50;

    private final transient List<Diagnostic> findings;

    /**
     * An exception about findings.
     *
     * @param findings all that was found, errors or not; copied
     */
    public InvalidDefinitionException(List<Diagnostic> findings) {
        super(message(findings));
        this.findings = List.copyOf(findings);
    }

    private static String message(List<Diagnostic> findings) {
        List<Diagnostic> errors = findings.stream().filter(Diagnostic::isError).toList();
        String lines = errors.stream().limit(SHOWN).map(d -> "\n  " + d).collect(Collectors.joining());
        int rest = errors.size() - SHOWN;
        return "the definition has " + errors.size() + (errors.size() == 1 ? " error:" : " errors:") + lines
                + (rest > 0 ? "\n  and " + rest + " more" : "");
    }

    /** {@return all findings, in file order; warnings and infos too} */
    public List<Diagnostic> findings() {
        return findings;
    }
}
