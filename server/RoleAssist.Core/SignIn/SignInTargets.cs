using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.SignIn;

/// <summary>Finds what a person can sign in to, in the AWS files.</summary>
public sealed class SignInTargets(IProfileStore store, RoleChainResolver resolver, IReadOnlyList<ISignInMethod> methods)
{
    /// <summary>An account that no request names: the sign-in is the same for all of a session's accounts.</summary>
    private const string AnyAccount = "000000000000";

    /// <summary>
    /// Returns what a name stands for: the <c>[sso-session]</c> of that name, otherwise the sign-in that the chain of
    /// the profile of that name starts with.
    /// </summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ProfileNotFound"/>, <see cref="ErrorCode.InvalidArgument"/>: the profile needs no sign-in, or
    /// an error of its configuration.
    /// </exception>
    public async Task<SignInTarget> FindAsync(string name, CancellationToken cancellationToken)
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (HasSession(profiles, name))
        {
            return OfSession(profiles, name);
        }

        return profiles.Find(name) is { } profile && !profiles.Faults.ContainsKey(SectionName.Profile(name))
            ? OfProfile(profiles, profile)
            : throw NotFound(profiles, name);
    }

    /// <summary>Lists every sign-in of the AWS files once. An invalid one has no target but a reason.</summary>
    public async Task<IReadOnlyList<ListedTarget>> ListAsync(CancellationToken cancellationToken)
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        var sessions = profiles
            .SsoSessions.Keys.Concat(FaultySessions(profiles))
            .Distinct(StringComparer.Ordinal)
            .Select(name => Try(name, SignInKind.IdentityCenter, () => OfSession(profiles, name)));
        var others = profiles
            .Profiles.Where(IsOwnSignIn)
            .DistinctBy(profile => profile[ProfileSettings.SsoStartUrl] ?? profile[ProfileSettings.LoginSession])
            .Select(profile => Try(profile.Name, KindOf(profile), () => OfProfile(profiles, profile)));
        return [.. sessions, .. others];
    }

    /// <summary>Returns the sign-in that a profile's chain starts with; null if it needs none or is invalid.</summary>
    public async Task<SignInTarget?> FindForProfileAsync(string profile, CancellationToken cancellationToken)
    {
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return OfSource(profiles, profile, resolver.Resolve(profiles, new AssumeTarget { Profile = profile }).Base);
        }
        catch (RoleAssistException)
        {
            return null;
        }
    }

    private SignInTarget OfSession(ProfileSet profiles, string name)
    {
        var any = new AssumeTarget { SsoAccount = new SsoAccount(name, AnyAccount, "role") };
        var source = (SsoSource)resolver.Resolve(profiles, any).Base with { Profile = null };

        // The settings of endpoints belong to profiles. If all profiles of the session agree, theirs are the session's.
        var used = SourcesOf(profiles, name).DistinctBy(other => (other.Oidc.Url, other.Portal.Url)).Take(2).ToList();
        return Of(name, used is [var common] ? source with { Oidc = common.Oidc, Portal = common.Portal } : source);
    }

    private IEnumerable<SsoSource> SourcesOf(ProfileSet profiles, string session)
    {
        foreach (var profile in profiles.Profiles.Where(profile => profile[ProfileSettings.SsoSession] == session))
        {
            SsoSource? source = null;
            try
            {
                var target = new AssumeTarget { Profile = profile.Name };
                source = resolver.Resolve(profiles, target).Base as SsoSource;
            }
            catch (RoleAssistException)
            {
                // An invalid profile has no say.
            }

            if (source?.Session == session)
            {
                yield return source;
            }
        }
    }

    private SignInTarget OfProfile(ProfileSet profiles, Profile profile)
    {
        CredentialSource source;
        try
        {
            source = resolver.Resolve(profiles, new AssumeTarget { Profile = profile.Name }).Base;
        }
        catch (RoleAssistException fault)
            when (fault.Code == ErrorCode.CredentialsMissing && Adopt(profiles, profile) is not null)
        {
            return Adopt(profiles, profile)!;
        }

        return OfSource(profiles, profile.Name, source)
            ?? Adopt(profiles, profile)
            ?? throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"Profile '{profile.Name}' needs no sign-in: it starts with {ProfileKinds.Describe(source.Kind)}.",
                "Name an sso-session, or a profile that uses one or has a login_session."
            )
            {
                Profile = profile.Name,
            };
    }

    private SignInTarget? Adopt(ProfileSet profiles, Profile profile) =>
        methods.Select(method => method.Adopt(profiles, profile)).FirstOrDefault(adopted => adopted is not null);

    private SignInTarget? OfSource(ProfileSet profiles, string name, CredentialSource source) =>
        source switch
        {
            // The session's name is what hints and lists show, whichever profile led to it.
            SsoSource { Session: { } session } when HasSession(profiles, session) => OfSession(profiles, session),
            SsoSource or LoginSource => Of(source.Profile ?? name, source),
            _ => null,
        };

    private static SignInTarget Of(string name, CredentialSource source) =>
        new(name, source is LoginSource ? SignInKind.AwsLogin : SignInKind.IdentityCenter, source);

    private static bool HasSession(ProfileSet profiles, string name) =>
        profiles.SsoSessions.ContainsKey(name) || profiles.Faults.ContainsKey(SectionName.SsoSession(name));

    private static IEnumerable<string> FaultySessions(ProfileSet profiles) =>
        profiles
            .Faults.Keys.Where(section => section.StartsWith(SectionName.SsoSession(""), StringComparison.Ordinal))
            .Select(section => section[SectionName.SsoSession("").Length..]);

    private static bool IsOwnSignIn(Profile profile) =>
        ProfileKinds.Classify(profile) is ProfileKind.Sso or ProfileKind.Login;

    private static SignInKind KindOf(Profile profile) =>
        ProfileKinds.Classify(profile) == ProfileKind.Login ? SignInKind.AwsLogin : SignInKind.IdentityCenter;

    private static ListedTarget Try(string name, SignInKind kind, Func<SignInTarget> find)
    {
        try
        {
            return new ListedTarget(name, kind, find());
        }
        catch (RoleAssistException fault)
        {
            return new ListedTarget(name, kind, null, fault.Message);
        }
    }

    private static RoleAssistException NotFound(ProfileSet profiles, string name)
    {
        var names = profiles.SsoSessions.Keys.Concat(profiles.Profiles.Select(profile => profile.Name));
        if (profiles.Faults.ContainsKey(SectionName.Profile(name)))
        {
            profiles.RequireUsable(SectionName.Profile(name), name);
        }

        return new RoleAssistException(
            ErrorCode.ProfileNotFound,
            $"There is neither an sso-session nor a profile '{name}'.",
            NearMisses.Question(name, names)
                ?? profiles.ReasonFor(SectionName.SsoSession(name))
                ?? "Add a section [sso-session NAME] with sso_start_url and sso_region to the config file."
        )
        {
            Profile = name,
        };
    }
}

/// <summary>A sign-in of the AWS files.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="Kind">The service.</param>
/// <param name="Target">The target; null if its settings are invalid.</param>
/// <param name="Fault">What is wrong with them, as a sentence.</param>
public sealed record ListedTarget(string Name, SignInKind Kind, SignInTarget? Target, string? Fault = null);
