package dev.cortex.core.runtime;

import dev.cortex.api.run.BusyException;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateException;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.journal.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One active run for each scenario: a run that becomes active is claimed first, as a line in a journal of the scenario's
 * own, appended at the size at which no other run was found active. The last claim, with those it names beside itself, has
 * every run that can be active.
 */
final class Claims {
    private static final String PREFIX = "scenario-";
    private static final int SLUG = 60;

    private final StateStore store;
    private final RunJournals journals;
    private final Owner me;
    private final BiPredicate<Owner, String> drives;
    /** What this engine has claimed and not yet acted on: of its own claims it knows which have come to nothing. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Claims(StateStore store, RunJournals journals, Owner me, BiPredicate<Owner, String> drives) {
        this.me = me;
        this.drives = drives;
        this.store = store;
        this.journals = journals;
    }

    /** A claim: a run that was about to become active when its journal had this size. */
    private record Claim(String run, Owner owner, long size, List<String> beside) {}

    /** The claims of a scenario, and the size of their journal. */
    private record Claimed(List<Claim> claims, long size) {}

    /**
     * Claims a run.
     *
     * @param scenario the scenario's name
     * @param runId the run
     * @param many whether other runs may be active beside it
     * @throws BusyException if another run is active and may not be
     */
    void claim(String scenario, String runId, boolean many) {
        underWay.add(runId);
        while (true) {
            Claimed before = read(scenario);
            Set<String> active = active(before, runId, many);
            if (!many && !active.isEmpty()) {
                throw busy(scenario, before, active.iterator().next());
            }
            long size = store.sizes(List.of(RunJournals.journal(runId))).getOrDefault(RunJournals.journal(runId), 0L);
            String line = write(new Claim(runId, me, size, List.copyOf(active)));
            if (store.append(journal(scenario), before.size(), List.of(line))) {
                return;
            }
        }
    }

    /** The run that was claimed is active now, or never will be: its journal alone says which. */
    void settle(String runId) {
        underWay.remove(runId);
    }

    private BusyException busy(String scenario, Claimed claimed, String runId) {
        Optional<Owner> owner = journals.load(runId)
                .flatMap(machine -> machine.owner())
                .or(() -> claimed.claims().stream()
                        .filter(claim -> claim.run().equals(runId))
                        .reduce((first, last) -> last)
                        .map(Claim::owner));
        Optional<Owner> driver =
                owner.filter(one -> drives.test(one, runId) || (one.equals(me) && underWay.contains(runId)));
        return new BusyException(
                "run " + runId + " of " + scenario + " is active"
                        + driver.map(one -> ", driven by " + Owners.text(one)).orElse(", and nobody drives it"),
                runId,
                driver);
    }

    /** The runs that were claimed last and are active now, but for the one to be claimed. */
    private Set<String> active(Claimed claimed, String except, boolean many) {
        if (claimed.claims().isEmpty()) {
            return Set.of();
        }
        Claim last = claimed.claims().get(claimed.claims().size() - 1);
        if (isPending(last) && !last.run().equals(except)) {
            return Set.of(last.run());
        }
        Set<String> candidates = new LinkedHashSet<>(last.beside());
        candidates.add(last.run());
        return candidates(candidates, except, many);
    }

    private Set<String> candidates(Set<String> runs, String except, boolean many) {
        Set<String> active = new LinkedHashSet<>();
        runs.stream()
                .filter(run -> !run.equals(except))
                .filter(run -> isActive(run, many))
                .forEach(active::add);
        return active;
    }

    /** A run that cannot be read may be active. That is in the way only of who has to know that it is not. */
    private boolean isActive(String run, boolean many) {
        try {
            return journals.load(run)
                    .map(machine -> machine.view().status())
                    .filter(RunStatus::active)
                    .isPresent();
        } catch (StateException unreadable) {
            if (many) {
                return true;
            }
            throw unreadable;
        }
    }

    /** Whether whoever made a claim has not acted on it yet, and still may. */
    private boolean isPending(Claim claim) {
        String journal = RunJournals.journal(claim.run());
        long now = store.sizes(List.of(journal)).getOrDefault(journal, 0L);
        return now == claim.size()
                && (claim.owner().equals(me) ? underWay.contains(claim.run()) : store.alive(claim.owner()));
    }

    /** The runs of a scenario, in the order in which they were started; some may never have begun. */
    List<String> runs(String scenario) {
        return read(scenario).claims().stream()
                .map(Claim::run)
                .distinct()
                .sorted()
                .toList();
    }

    private Claimed read(String scenario) {
        List<Claim> claims = new ArrayList<>();
        long size = store.read(journal(scenario), 0, line -> claims.add(parse(scenario, line)));
        return new Claimed(claims, size);
    }

    private static String write(Claim claim) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("run", claim.run());
        line.put("owner", Json.read(Json.write(claim.owner())));
        line.put("size", claim.size());
        line.put("beside", claim.beside());
        return Json.write(line);
    }

    private static Claim parse(String scenario, String line) {
        if (Json.read(line) instanceof Map<?, ?> map
                && map.get("run") instanceof String run
                && map.get("size") instanceof Long size
                && map.get("beside") instanceof List<?> beside) {
            Owner owner = Json.read(Owner.class, Json.write(map.get("owner")));
            return new Claim(
                    run, owner, size, beside.stream().map(String::valueOf).toList());
        }
        throw new StateException("the journal of claims of " + scenario + " is damaged: " + Problem.cut(line, 200));
    }

    /** A name that any store takes: what people recognise, and a hash that tells scenarios apart. */
    static String journal(String scenario) {
        String slug = scenario.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(scenario.getBytes(StandardCharsets.UTF_8));
            return PREFIX + (slug.length() > SLUG ? slug.substring(0, SLUG) : slug) + "."
                    + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
