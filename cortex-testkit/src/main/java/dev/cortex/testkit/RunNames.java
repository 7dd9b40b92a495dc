package dev.cortex.testkit;

import dev.cortex.api.store.Owner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a run, its engines and the folders of this machine happen to be called, and what is written in place of that, so that
 * the same run has the same text everywhere. Not thread-safe: it counts engines.
 */
final class RunNames {
    /** A shorter one comes from a test's own source, and may be part of any word. */
    private static final int SHORTEST = 5;

    private final String runId;
    private final Map<String, String> folders = new LinkedHashMap<>();
    private final List<String> owners = new ArrayList<>();

    RunNames(String runId) {
        this.runId = runId;
        // The folder of the module is often below the home.
        folder("user.dir", "DIR");
        folder("java.io.tmpdir", "TMP");
        folder("user.home", "HOME");
    }

    private void folder(String property, String name) {
        String path = System.getProperty(property, "").replaceAll("[/\\\\]+$", "");
        if (path.length() > 1) {
            // Tests make folders in it with numbers in their names.
            String rest = name.equals("TMP") ? "(?<made>[/\\\\][^/\\\\\\s]*?\\d{4,}[^/\\\\\\s]*)?" : "";
            folders.put("(?<![\\w.-])" + Pattern.quote(path) + rest + "(?![\\w.-])", name);
        }
    }

    String engine(Owner owner) {
        if (!owners.contains(owner.id())) {
            owners.add(owner.id());
        }
        return "engine " + (owners.indexOf(owner.id()) + 1);
    }

    /** One line, without control characters and without these names. */
    String clean(String text) {
        String same = runId.length() < SHORTEST ? text : text.replace(runId, "RUN");
        for (String owner : owners) {
            same = same.replace(owner, "engine " + (owners.indexOf(owner) + 1));
        }
        for (Map.Entry<String, String> folder : folders.entrySet()) {
            same = same.replaceAll(folder.getKey(), folder.getValue());
        }
        return same.codePoints()
                .mapToObj(c -> c == '\n' ? "\\n" : Character.isISOControl(c) ? "?" : Character.toString(c))
                .collect(Collectors.joining());
    }
}
