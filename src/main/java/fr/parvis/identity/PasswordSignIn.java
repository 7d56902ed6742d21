package fr.parvis.identity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Takes the same time and says the same whether the login exists or not. */
@Component
class PasswordSignIn implements AuthenticationProvider {
    private static final Map<Role, List<GrantedAuthority>> OF_ROLE = Stream.of(Role.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), PasswordSignIn::authorities));

    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final Partners partners;
    private final SignInDelay delay;
    private final AuditLog audit;
    private final String nobodysHash;

    PasswordSignIn(Accounts accounts, PasswordEncoder passwords, Partners partners, SignInDelay delay, AuditLog audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.partners = partners;
        this.delay = delay;
        this.audit = audit;
        this.nobodysHash = Objects.requireNonNull(passwords.encode("a password that nobody has"));
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var login = attempt.getName();
        var password = String.valueOf(attempt.getCredentials());
        var wait = delay.left(login);
        if (wait.isPositive()) {
            throw new LockedException(Long.toString(wait.toSeconds() + 1));
        }
        var found = accounts.find(login);
        var matches = passwords.matches(
                password, found.map(Accounts.Credentials::passwordHash).orElse(nobodysHash));
        if (found.isEmpty() || !matches || !mayEnter(found.get().account())) {
            delay.failed(login);
            audit.write("sign-in-failed", "-");
            throw new BadCredentialsException("refused");
        }
        delay.succeeded(login);
        var account = found.get().account();
        audit.write(account.login(), "signed-in", account.login());
        var caller = new Caller(
                account.id(),
                account.name(),
                account.agentId(),
                account.roles(),
                account.sites(),
                false,
                account.partnerId());
        return UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities(caller));
    }

    private boolean mayEnter(Accounts.Account account) {
        return account.active() && partners.isOpen(account.partnerId());
    }

    private static List<GrantedAuthority> authorities(Role role) {
        return Stream.concat(
                        Stream.of("ROLE_" + role.name()), role.scopes().stream().map(scope -> "SCOPE_" + scope))
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
    }

    static List<GrantedAuthority> authorities(Caller caller) {
        return caller.roles().stream()
                .flatMap(role -> Objects.requireNonNull(OF_ROLE.get(role)).stream())
                .distinct()
                .toList();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
