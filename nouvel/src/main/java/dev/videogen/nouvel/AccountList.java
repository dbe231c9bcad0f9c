package dev.videogen.nouvel;

import dev.videogen.core.json.RequiredList;
import java.util.List;

/**
 * All connected accounts; there are no pages.
 *
 * @param accounts the accounts
 */
public record AccountList(@RequiredList List<Account> accounts) {}
