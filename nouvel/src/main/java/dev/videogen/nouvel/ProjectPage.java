package dev.videogen.nouvel;

import dev.videogen.core.json.RequiredList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the account's projects, newest first. Projects made between two calls shift the
 * pages; {@link NouvelClient#projects()} takes care of that.
 *
 * @param projects the projects
 * @param pagination where this page is
 */
public record ProjectPage(@RequiredList List<Project> projects, @Nullable Pagination pagination) {}
