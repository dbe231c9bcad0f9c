package dev.videogen.nouvel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * All items of a list that comes in pages. A page is fetched when its first item is asked for, so
 * whoever stops early pays for no more; each iterator begins anew. Items that move to a later page
 * because new ones arrive are given once. Iterators aren't thread-safe.
 *
 * <p>Fetching fails with {@link UncheckedIOException}, whose cause is the {@link
 * dev.videogen.core.errors.ApiException}; asking again then fetches the same page again.
 *
 * @param <T> an item
 */
public final class Paged<T> implements Iterable<T> {
  private final Source<T> source;
  private final Function<T, @Nullable Object> key;

  Paged(Source<T> source, Function<T, @Nullable Object> key) {
    this.source = source;
    this.key = key;
  }

  @Override
  public Iterator<T> iterator() {
    return new Walk();
  }

  /** The items as a lazy, sequential stream. */
  public Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  /** Fetches a page, counted from 1. */
  interface Source<T> {
    Page<T> fetch(int number) throws IOException;
  }

  record Page<T>(List<T> items, @Nullable Pagination pagination) {
    /** Whether this page, asked for by this number, is the last; {@code fresh} if it had news. */
    boolean isLast(int number, boolean fresh) {
      if (items.isEmpty()) {
        return true;
      }
      Pagination told = pagination;
      if (told == null) {
        return !fresh;
      }
      if (told.page() != null && told.page() != number) {
        return true;
      }
      if (told.hasMore() != null) {
        return !told.hasMore();
      }
      if (told.totalPages() != null) {
        return number >= told.totalPages();
      }
      if (told.total() != null && told.limit() != null) {
        return (long) number * told.limit() >= told.total();
      }
      return !fresh;
    }
  }

  private final class Walk implements Iterator<T> {
    private final Set<Object> seen = new HashSet<>();
    private final Deque<T> ready = new ArrayDeque<>();
    private int number = 1;
    private boolean ended;

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !ended) {
        try {
          take(source.fetch(number));
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      }
      return !ready.isEmpty();
    }

    private void take(Page<T> page) {
      for (T item : page.items()) {
        Object id = key.apply(item);
        if (id == null || seen.add(id)) {
          ready.addLast(item);
        }
      }
      ended = page.isLast(number, !ready.isEmpty());
      number++;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the last page has been read");
      }
      return ready.removeFirst();
    }
  }
}
