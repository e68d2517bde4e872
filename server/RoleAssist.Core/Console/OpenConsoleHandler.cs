using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Console;

/// <summary>Signs a session in to the console: first the plan, and when it is wanted the address that does it.</summary>
public sealed class OpenConsoleHandler(
    IProfileStore store,
    RoleChainResolver resolver,
    SessionService sessions,
    SessionRegistry registry,
    ICredentialProvider provider,
    IFederatedUsers users,
    IConsoleFederation federation,
    ConsoleHostsResolver hosts,
    RoleSessionNames names,
    TimeProvider time
)
{
    /// <summary>Prepares the console: assumes the role unless there is a session, and finds the page.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.MfaRequired"/> when a code is needed; any other error that assuming a role can cause.
    /// </exception>
    public async Task<ConsoleLink> PrepareAsync(
        ConsoleRequest request,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        ConsoleLifetime.Require(request.DurationSeconds);
        var (target, chain) = await ResolveAsync(request, cancellationToken).ConfigureAwait(false);

        // Before a code is spent: what needs no answer of AWS.
        _ = PageFor(request, chain, arn: null, account: null);
        if (ConsoleLifetime.IsUser(chain))
        {
            return await PrepareUserAsync(request, target, chain, cancellationToken).ConfigureAwait(false);
        }

        var session = await AssumeAsync(request, target, chain, options, cancellationToken).ConfigureAwait(false);
        var lifetime = ConsoleLifetime.Choose(ConsoleLifetime.RuleOf(session), request.DurationSeconds);
        return Create(request, chain, session.Account, session.Arn, lifetime, session.Credentials) with
        {
            Session = session.Id,
        };
    }

    /// <summary>Returns whose console it will be: the profile and, if it is known beforehand, the account.</summary>
    /// <exception cref="RoleAssistException">One of the configuration codes.</exception>
    public async Task<(string Profile, string? Account)> IdentifyAsync(
        ConsoleRequest request,
        CancellationToken cancellationToken
    )
    {
        var (_, chain) = await ResolveAsync(request, cancellationToken).ConfigureAwait(false);
        var account = chain switch
        {
            { Steps: [.., AssumeRoleStep last] } => Arn.AccountOf(last.RoleArn),
            { Base: SsoSource sso } => sso.AccountId,
            { Base: WebIdentitySource web } => Arn.AccountOf(web.RoleArn),
            _ => null,
        };
        return (chain.Profile, account);
    }

    /// <summary>Returns the portal's own link to the console. It needs no credentials, so none are obtained.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: not a role of Identity Center.
    /// </exception>
    public async Task<(Uri Link, ConsoleDestination Destination)> GetPortalLinkAsync(
        ConsoleRequest request,
        CancellationToken cancellationToken
    )
    {
        var (_, chain) = await ResolveAsync(request, cancellationToken).ConfigureAwait(false);
        var (_, page) = PageFor(request, chain, arn: null, (chain.Base as SsoSource)?.AccountId);
        var isHome = request.Place is { Service: null, Destination: null };
        return (PortalLink.Create(chain, isHome ? null : page.Url), page);
    }

    /// <summary>
    /// Gets the address that signs a browser in, with the session's newest credentials. It is a secret.
    /// </summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.SessionNotFound"/>: the session has ended meanwhile. One of the 4xx and 5xx codes.
    /// </exception>
    public async Task<Uri> SignInAsync(ConsoleLink link, CancellationToken cancellationToken)
    {
        var newest = link.Session is { } id ? registry.GetUnexpired(id) : null;
        var seconds =
            newest is not null && !ConsoleLifetime.IsAllowed(ConsoleLifetime.RuleOf(newest))
                ? null
                : link.Lifetime.Seconds;
        var token = await federation
            .GetSignInTokenAsync(
                newest?.Credentials ?? link.Credentials!,
                seconds,
                link.Hosts.Federation,
                link.Profile,
                cancellationToken
            )
            .ConfigureAwait(false);
        return SignInAddress.Create(link, token);
    }

    private async Task<(AssumeTarget, RoleChain)> ResolveAsync(
        ConsoleRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.Session is { } id)
        {
            var entry = registry.Get(id);
            return (entry.Target, entry.Chain);
        }

        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);

        // A user has no role to restrict, but a federated user's policy.
        var chain = resolver.Resolve(profiles, WithoutPolicies(request.Target));
        return (request.Target, ConsoleLifetime.IsUser(chain) ? chain : resolver.Resolve(profiles, request.Target));
    }

    /// <summary>
    /// Gets a session. Where a longer console is wanted, it is one that AWS allows that for: the user's key assumes the
    /// role itself, even if there is another session.
    /// </summary>
    private async Task<Session> AssumeAsync(
        ConsoleRequest request,
        AssumeTarget target,
        RoleChain chain,
        SessionOptions options,
        CancellationToken cancellationToken
    )
    {
        var wantsDirect = request.DurationSeconds is not null && ConsoleLifetime.CanBeDirect(chain);
        if (wantsDirect)
        {
            options = options with { Preference = MfaPreference.Direct };
        }

        var session = await sessions.AssumeAsync(target, options, cancellationToken).ConfigureAwait(false);
        return
            wantsDirect
            && ConsoleLifetime.RuleOf(session) is ConsoleRule.Primed or ConsoleRule.Unknown
            // Its credentials, and with them the console, last as long as that anyway.
            && !(
                session.Credentials.Expiration - time.GetUtcNow()
                >= TimeSpan.FromSeconds(request.DurationSeconds!.Value)
            )
            // A program that prints temporary credentials prints them again.
            && chain.Base is not ProcessSource
            ? await sessions
                .AssumeAsync(target, options with { ForceRefresh = true }, cancellationToken)
                .ConfigureAwait(false)
            : session;
    }

    private async Task<ConsoleLink> PrepareUserAsync(
        ConsoleRequest request,
        AssumeTarget target,
        RoleChain chain,
        CancellationToken cancellationToken
    )
    {
        var credentials = await provider.GetAsync(chain.Base, cancellationToken).ConfigureAwait(false);
        if (credentials.IsTemporary)
        {
            // A program has printed them. Whether they are a role's, AWS will say.
            return Create(
                request,
                chain,
                credentials.AccountId ?? "",
                $"access key {credentials.AccessKeyId}",
                new ConsoleLifetime(ConsoleRule.Unknown, null),
                credentials
            ) with
            {
                Credentials = credentials,
            };
        }

        var policy = SessionParameters.PolicyOf(target);
        SessionParameters.Require(target);
        var isWhole = policy is null && target.PolicyArns is [];
        var user = new FederatedUser(
            names.FederatedUserName(chain.Profile),
            isWhole ? FederatedUser.EverythingTheUserMay : policy,
            target.PolicyArns,
            request.DurationSeconds,
            chain.Profile
        );
        var issued = await users
            .GetFederationTokenAsync(credentials, user, chain.Sts, cancellationToken)
            .ConfigureAwait(false);
        var link = Create(
            request,
            chain,
            Arn.AccountOf(issued.Arn) ?? "",
            issued.Arn,
            new ConsoleLifetime(ConsoleRule.FederatedUser, null),
            issued.Credentials
        );
        return link with { Credentials = issued.Credentials, Notes = [.. link.Notes, .. NotesOnUser(chain, isWhole)] };
    }

    private static IEnumerable<string> NotesOnUser(RoleChain chain, bool isWhole)
    {
        yield return isWhole
            ? $"'{chain.Profile}' has no role, so the console may do all that the user may. --policy restricts it."
            : $"'{chain.Profile}' has no role, so the console may do what both the user and the policy may.";
        if (chain.MfaSerial is not null)
        {
            yield return "AWS takes no MFA code for this (GetFederationToken), so the console cannot do what the user's "
                + "policies allow with MFA only.";
        }
    }

    private ConsoleLink Create(
        ConsoleRequest request,
        RoleChain chain,
        string account,
        string arn,
        ConsoleLifetime lifetime,
        AwsCredentials credentials
    )
    {
        var (console, page) = PageFor(request, chain, arn, account);
        return new ConsoleLink(
            chain.Profile,
            account,
            arn,
            console,
            page,
            lifetime,
            lifetime.Describe(credentials.Expiration - time.GetUtcNow(), request.DurationSeconds),
            page.Note is { } note ? [note] : []
        )
        {
            IsSandbox = chain.IsSandbox,
            Issuer = console.AreOfAws && chain.Base is SsoSource sso ? sso.StartUrl : null,
            LogsOutFirst = request.LogsOutFirst,
        };
    }

    private (ConsoleHosts Console, ConsoleDestination Page) PageFor(
        ConsoleRequest request,
        RoleChain chain,
        string? arn,
        string? account
    )
    {
        var console = hosts.Resolve(chain, arn ?? (chain.Steps is [.., AssumeRoleStep role] ? role.RoleArn : null));
        if (request.LogsOutFirst)
        {
            SignInAddress.RequireLogOut(console);
        }

        return (console, ConsoleDestinations.Resolve(console, request.Place, chain.Region, account));
    }

    private static AssumeTarget WithoutPolicies(AssumeTarget target) =>
        target with
        {
            Policy = null,
            PolicyPreset = null,
            PolicyArns = [],
        };
}
