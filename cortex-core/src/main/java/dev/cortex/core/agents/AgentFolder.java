package dev.cortex.core.agents;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Agents that are files: {@code agents/<name>.md} under a home is an active agent, {@code inactive/agents/<name>.md} an
 * inactive one. A run has an inactive agent's file moved while it needs it; what it found is restored when the last run
 * that uses it has let it go, and an agent that was found active is never moved by a run.
 *
 * <p>Which runs use an agent is kept in {@code agents/.state}, written before a file is moved, so that nothing is lost
 * however a process ends. Safe for use by many threads and processes. Calls block while they read and move files; an
 * {@link UncheckedIOException} says which file was in the way.
 */
public final class AgentFolder implements AgentCatalog {
    private static final String ENDING = ".md";

    private final Path home;
    private final Path activeFolder;
    private final Path inactiveFolder;
    private final Path state;
    private final Predicate<String> living;

    /**
     * The agents of a home. A run that has an agent activated uses it until it has it deactivated.
     *
     * @param home the folder that has {@code agents} and {@code inactive/agents}; they may be missing
     */
    public AgentFolder(Path home) {
        this(home, run -> true);
    }

    /**
     * The agents of a home, with a way to find out that a run is dead.
     *
     * @param home the folder that has {@code agents} and {@code inactive/agents}; they may be missing
     * @param living from a run's id to whether somebody drives it; a run that nobody drives keeps no agent active. It is
     *     asked while other callers wait.
     */
    public AgentFolder(Path home, Predicate<String> living) {
        this.home = home.toAbsolutePath();
        this.activeFolder = this.home.resolve("agents");
        this.inactiveFolder = this.home.resolve("inactive").resolve("agents");
        this.state = activeFolder.resolve(".state");
        this.living = Objects.requireNonNull(living, "living");
    }

    /** {@return the names of all agents that have a file, active or not, in alphabetical order} */
    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(active());
        names.addAll(list(inactiveFolder));
        return names;
    }

    /** {@return the names of the agents that are active, in alphabetical order} */
    public Set<String> active() {
        return list(activeFolder);
    }

    /**
     * Whether an agent is active.
     *
     * @param name any text
     * @return whether it has a usable file among the active ones
     */
    public boolean active(String name) {
        return file(activeFolder, name).isPresent();
    }

    /**
     * The file of an agent, active or not.
     *
     * @param name any text; one that breaks the rules for names has no file
     * @return a regular file inside the home, or a link to one
     */
    public Optional<Path> file(String name) {
        return file(activeFolder, name).or(() -> file(inactiveFolder, name));
    }

    /**
     * Which runs use an agent now.
     *
     * @param name its name
     * @return the ids of runs that are alive
     */
    public Set<String> users(String name) {
        try {
            return AgentName.valid(name) ? living(name).map(AgentMarks::runs).orElse(Set.of()) : Set.of();
        } catch (IOException e) {
            throw unchecked(e);
        }
    }

    /**
     * Makes an agent active because a person wants it so; it stays active after the runs that use it.
     *
     * @param name its name
     * @return {@link Change#MADE}, or {@link Change#NONE} if it was active and would have stayed so
     * @throws IllegalArgumentException if there is no such agent
     */
    public Change activate(String name) {
        require(name);
        return locked(() -> {
            Optional<AgentMarks> marks = living(name);
            boolean stays = marks.map(AgentMarks::foundActive).orElse(true);
            keep(name, marks.map(used -> used.foundActive(true)));
            return makeActive(name) || !stays ? Change.MADE : Change.NONE;
        });
    }

    /**
     * Makes an agent inactive because a person wants it so; while runs use it, it stays, and goes when the last of them
     * lets it go.
     *
     * @param name its name
     * @return what was done
     * @throws IllegalArgumentException if there is no such agent
     */
    public Change deactivate(String name) {
        require(name);
        return locked(() -> {
            Optional<AgentMarks> marks = living(name);
            keep(name, marks.map(used -> used.foundActive(false)));
            if (marks.isPresent() && active(name)) {
                return Change.LATER;
            }
            return move(activeFolder, inactiveFolder, name) ? Change.MADE : Change.NONE;
        });
    }

    /**
     * Makes an agent active for a run. Idempotent.
     *
     * @param activation the run and the agent's name; the agent {@code default} needs no file
     * @throws IllegalArgumentException if there is no such agent
     */
    public void activate(Activation activation) {
        String name = activation.name();
        if (AgentName.isDefault(name) && file(name).isEmpty()) {
            return;
        }
        require(name);
        locked(() -> {
            boolean active = active(name);
            AgentMarks marks = AgentMarks.read(state, name).orElse(new AgentMarks(active, Set.of()));
            // Whoever finds it inactive gives it back inactive; who finds it active, what the run before found.
            marks.foundActive(active && marks.foundActive())
                    .with(activation.runId())
                    .write(state, name);
            return makeActive(name);
        });
    }

    /**
     * Lets an agent go. Idempotent; a run that does not use the agent changes nothing.
     *
     * @param activation the run and the agent's name
     */
    public void deactivate(Activation activation) {
        String name = activation.name();
        if (!AgentName.valid(name) || !Files.isDirectory(state)) {
            return;
        }
        locked(() -> {
            Optional<AgentMarks> before = AgentMarks.read(state, name);
            if (before.isEmpty()) {
                return false;
            }
            AgentMarks left = before.get().only(run -> !run.equals(activation.runId()) && living.test(run));
            left.write(state, name);
            return left.runs().isEmpty() && giveBack(name, left.foundActive());
        });
    }

    /** What a person's wish has changed. */
    public enum Change {
        /** It was done. */
        MADE,
        /** It was so already. */
        NONE,
        /** It will be done when the last run that uses the agent lets it go. */
        LATER
    }

    private boolean makeActive(String name) throws IOException {
        return !active(name) && move(inactiveFolder, activeFolder, name);
    }

    private boolean giveBack(String name, boolean foundActive) throws IOException {
        boolean moved = !foundActive && move(activeFolder, inactiveFolder, name);
        AgentMarks.remove(state, name);
        return moved;
    }

    private Optional<AgentMarks> living(String name) throws IOException {
        return AgentMarks.read(state, name)
                .map(marks -> marks.only(living))
                .filter(marks -> !marks.runs().isEmpty());
    }

    private void keep(String name, Optional<AgentMarks> marks) throws IOException {
        if (marks.isPresent()) {
            marks.get().write(state, name);
        } else {
            AgentMarks.remove(state, name);
        }
    }

    private boolean move(Path from, Path to, String name) throws IOException {
        Optional<Path> file = file(from, name);
        if (file.isEmpty()) {
            return false;
        }
        Path target = to.resolve(name + ENDING);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("agent " + name + " has two files, " + file.get() + " and " + target
                    + "; remove the one that is not wanted");
        }
        if (Files.isSymbolicLink(file.get())
                && !Files.readSymbolicLink(file.get()).isAbsolute()) {
            throw new IOException(file.get() + " is a relative link, which would lead elsewhere from " + to
                    + "; make it an absolute link, or move it by hand");
        }
        Files.createDirectories(to);
        Files.move(file.get(), target);
        PrivateFiles.forceFolder(to);
        PrivateFiles.forceFolder(from);
        return true;
    }

    private void require(String name) {
        if (file(name).isEmpty()) {
            throw new IllegalArgumentException("Agent not found: " + name);
        }
    }

    private Optional<Path> file(Path folder, String name) {
        try {
            return AgentName.valid(name)
                    ? Optional.of(folder.resolve(name + ENDING)).filter(this::usable)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            // A name that this file system cannot have.
            return Optional.empty();
        }
    }

    private boolean usable(Path file) {
        try {
            return Files.isRegularFile(file) && file.toRealPath().startsWith(home.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private Set<String> list(Path folder) {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                String stem = file.getFileName().toString();
                stem = stem.substring(0, stem.length() - ENDING.length());
                if (AgentName.valid(stem) && usable(file)) {
                    names.add(stem);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException("agents in " + folder + " cannot be listed: " + Trouble.words(e), e);
        }
        return names;
    }

    private <T> T locked(FolderLock.Work<T> work) {
        try {
            return FolderLock.of(state).locked(work);
        } catch (IOException e) {
            throw unchecked(e);
        }
    }

    private static UncheckedIOException unchecked(IOException e) {
        return new UncheckedIOException("agents cannot be activated or let go: " + Trouble.words(e), e);
    }
}
