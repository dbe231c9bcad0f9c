package dev.videogen.nouvel;

import java.util.List;

/**
 * All connected accounts; there are no pages.
 *
 * @param accounts the accounts
 */
public record AccountList(List<Account> accounts) {}
