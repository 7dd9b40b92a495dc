package dev.cortex.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The paths of a {@link FaultyDisk}: those of the machine, but for who is asked for what is there. */
final class FaultyPaths extends FileSystem {
    private final FileSystemProvider disk;
    private final FileSystem real = FileSystems.getDefault();

    FaultyPaths(FileSystemProvider disk) {
        this.disk = disk;
    }

    Path wrap(Path path) {
        return path == null || Proxy.isProxyClass(path.getClass())
                ? path
                : (Path) Proxy.newProxyInstance(
                        FaultyPaths.class.getClassLoader(), new Class<?>[] {Path.class}, new Handler(path));
    }

    Iterator<Path> wrap(Iterator<?> paths) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return paths.hasNext();
            }

            @Override
            public Path next() {
                return wrap((Path) paths.next());
            }
        };
    }

    static Path unwrap(Path path) {
        return path != null
                        && Proxy.isProxyClass(path.getClass())
                        && Proxy.getInvocationHandler(path) instanceof Handler handler
                ? handler.path
                : path;
    }

    private final class Handler implements InvocationHandler {
        private final Path path;

        Handler(Path path) {
            this.path = path;
        }

        @Override
        public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("getFileSystem")) {
                return FaultyPaths.this;
            }
            Object[] real = arguments == null ? new Object[0] : arguments.clone();
            for (int i = 0; i < real.length; i++) {
                real[i] = real[i] instanceof Path other ? unwrap(other) : real[i];
            }
            try {
                Object result = method.invoke(path, real);
                return result instanceof Path other
                        ? wrap(other)
                        : result instanceof Iterator<?> all ? wrap(all) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    @Override
    public FileSystemProvider provider() {
        return disk;
    }

    @Override
    public Path getPath(String first, String... more) {
        return wrap(real.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        PathMatcher matcher = real.getPathMatcher(pattern);
        return path -> matcher.matches(unwrap(path));
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(wrap(Path.of("/")));
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return real.supportedFileAttributeViews();
    }

    @Override
    public String getSeparator() {
        return real.getSeparator();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public void close() {}

    @Override
    public Iterable<FileStore> getFileStores() {
        return real.getFileStores();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return real.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }
}
