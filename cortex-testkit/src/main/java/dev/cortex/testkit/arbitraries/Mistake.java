package dev.cortex.testkit.arbitraries;

import static dev.cortex.api.diagnostic.Severity.ERROR;
import static dev.cortex.api.diagnostic.Severity.WARNING;

import dev.cortex.api.diagnostic.Severity;

/**
 * One thing that people get wrong when they write a definition, and the finding that has to tell them. What cannot be seen in
 * the text alone is found when the definition is checked and planned, and not when it is read.
 */
public enum Mistake {
    /** A key that is nearly one of cortex. */
    UNKNOWN_KEY("unknown-key", WARNING, Slips::unknownKey),
    /** A key with nothing behind it. */
    EMPTY_VALUE("empty-value", WARNING, Slips::emptyValue),
    /** A value of another type, such as a text where a list is wanted. */
    WRONG_TYPE("wrong-type", ERROR, Slips::wrongType),
    /** A word that is none of those that may stand there. */
    UNKNOWN_VALUE("unknown-value", ERROR, Slips::unknownValue),
    /** A number that is too small. */
    BAD_NUMBER("bad-number", ERROR, Slips::badNumber),
    /** A time that is none. */
    BAD_DURATION("bad-duration", ERROR, Slips::badDuration),
    /** A condition that is none. */
    BAD_CONDITION("unknown-condition", ERROR, Slips::badCondition),
    /** A blank behind the colon of a condition. */
    BLANK_IN_CONDITION("condition-map", ERROR, 2, Slips::blankInCondition),
    /** {@code after:} and no name behind it. */
    CONDITION_WITHOUT_NAMES("condition-without-names", ERROR, Slips::conditionWithoutNames),
    /** A comma too many in a condition. */
    COMMA_IN_CONDITION("empty-name", ERROR, 2, Slips::commaInCondition),
    /** Conditions of the first version of cortex beside newer ones. */
    MIXED_DIALECTS("mixed-dialects", ERROR, 2, Slips::mixedDialects),
    /** A criterion with a colon in it that is not in quotes. */
    CRITERION_WITH_COLON("criterion-map", ERROR, Slips::criterionWithColon),
    /** A key that is there twice. */
    DUPLICATE_KEY("duplicate-key", ERROR, Slips::duplicateKey),
    /** A text that begins with an asterisk. */
    UNKNOWN_ALIAS("unknown-alias", ERROR, Slips::unknownAlias),
    /** A text with a colon and a blank in it that is not in quotes. */
    COLON_IN_TEXT("invalid-yaml", ERROR, Slips::colonInText),
    /** A text that begins with a character with which none may. */
    RESERVED_CHARACTER("invalid-yaml", ERROR, Slips::reservedCharacter),
    /** A tab in place of blanks. */
    TAB("invalid-yaml", ERROR, Slips::tab),
    /** A blank too many, or one that is missing. */
    WRONG_INDENTATION("invalid-yaml", ERROR, Slips::wrongIndentation),
    /** A quote that is opened and not closed; the line is the one that opens it. */
    UNCLOSED_QUOTE("invalid-yaml", ERROR, Slips::unclosedQuote),
    /** A bracket that is opened and not closed; the line is the next one, which cannot be in a list. */
    UNCLOSED_BRACKET("invalid-yaml", ERROR, Slips::unclosedBracket),
    /** A second definition in the same file. */
    SEVERAL_DOCUMENTS("several-documents", ERROR, Slips::severalDocuments),

    /** A key is absent that has to be there; the line is the first one of what lacks it. */
    MISSING_KEY("missing-field", ERROR, Slips::missingKey),
    /** A name with a slash. */
    INVALID_NAME("invalid-name", ERROR, Slips::invalidName),
    /** Two phases of one name; the line is that of the second. */
    DUPLICATE_PHASE("duplicate-phase", ERROR, 2, Slips::duplicatePhase),
    /** Two inputs of one name. */
    DUPLICATE_INPUT("duplicate-input", ERROR, Slips::duplicateInput),
    /** An agent that a phase lists twice. */
    DUPLICATE_AGENT("duplicate-agent", WARNING, Slips::duplicateAgent),
    /** An agent whom the host does not have. Only a host with a catalog of agents can tell. */
    UNKNOWN_AGENT("agent-not-found", ERROR, Slips::unknownAgent),
    /** A phase with neither agents nor a prompt; the line is its first one. */
    NO_WORK("no-work", WARNING, Slips::noWork),
    /** A condition that names a phase which does not exist. */
    UNKNOWN_PHASE("unknown-condition", ERROR, Slips::unknownPhase),
    /** A phase that waits for itself. */
    SELF_REFERENCE("self-reference", ERROR, Slips::selfReference),
    /** Phases that wait for each other; the line is the condition of the one that is listed first. */
    RING("circular-dependency", ERROR, 2, Slips::ring);

    private final String code;
    private final Severity severity;
    private final int phases;

    @SuppressWarnings("ImmutableEnumChecker") // A method without state.
    private final Slips.Slip slip;

    Mistake(String code, Severity severity, Slips.Slip slip) {
        this(code, severity, 1, slip);
    }

    Mistake(String code, Severity severity, int phases, Slips.Slip slip) {
        this.code = code;
        this.severity = severity;
        this.phases = phases;
        this.slip = slip;
    }

    /** {@return the code of the finding} */
    public String code() {
        return code;
    }

    /** {@return how much it weighs} */
    public Severity severity() {
        return severity;
    }

    /** {@return whether it is found by whoever reads the text; else by whoever checks or plans what was read} */
    public boolean inText() {
        return compareTo(MISSING_KEY) < 0;
    }

    /** How many phases it takes to make it. */
    int phases() {
        return phases;
    }

    BrokenDefinition make(Page page, Picks picks) {
        Page.Edit edit = slip.make(page, picks);
        return new BrokenDefinition(this, edit.page().text(), edit.line());
    }
}
