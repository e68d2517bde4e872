using RoleAssist.Aws.Http;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.SignIn;

/// <summary>
/// Signs in as <c>aws login</c> does, and shares the login with it
/// (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html).
/// </summary>
/// <param name="editor">Creates the editor of the AWS files, for a profile without a login.</param>
public sealed class LoginMethod(
    LoginCache cache,
    AwsHttpClients http,
    RetryPolicy retries,
    ISignInCallbacks callbacks,
    RoleChainResolver resolver,
    Func<AwsFilesEditor> editor,
    TimeProvider time
) : ISignInMethod
{
    /// <summary>How long a person may take in the browser.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>How long a login can be renewed at most.</summary>
    private static readonly TimeSpan LongestLogin = TimeSpan.FromHours(12);

    private readonly SigninService _signin = new(http, retries, time);

    public SignInKind Kind => SignInKind.AwsLogin;

    public async Task<ISignInAttempt> StartAsync(
        SignInTarget target,
        SignInFlow flow,
        CancellationToken cancellationToken
    )
    {
        var source = (LoginSource)target.Source;
        var finish = new LoginFinish(target, cache, editor);
        var end = time.GetUtcNow() + Patience;
        if (flow != SignInFlow.Code)
        {
            var exchange = Begin(source, LoginExchange.SameDevice);
            try
            {
                var callback = await callbacks.ListenAsync(exchange.State, cancellationToken).ConfigureAwait(false);
                return new BrowserLogin(exchange, callback, finish, end);
            }
            catch (IOException) when (flow == SignInFlow.Auto)
            {
                // Without a port, the user brings the answer.
                exchange.Dispose();
            }
            catch (IOException fault)
            {
                exchange.Dispose();
                throw NoPort(target, fault);
            }
        }

        return new PastedLogin(Begin(source, LoginExchange.CrossDevice), finish, end);
    }

    public async Task<SignInStatus> GetStatusAsync(SignInTarget target, CancellationToken cancellationToken)
    {
        var source = (LoginSource)target.Source;
        var status = new SignInStatus(target.Name, Kind, SignInState.SignedOut) { Place = source.LoginSession };
        try
        {
            if (await cache.ReadAsync(source, cancellationToken).ConfigureAwait(false) is not { } document)
            {
                return status;
            }

            if (LoginToken.Parse(document, source.LoginSession) is not { } token)
            {
                var missing = LoginToken.MissingFrom(document) ?? "accessToken";
                var reason = $"{cache.PathOf(source)} has no valid {missing}.";
                return status with { State = SignInState.Unreadable, Reason = reason };
            }

            var now = time.GetUtcNow();
            var isRenewable = token.Renewal is not null && now - token.ExpiresAt < LongestLogin;
            return status with
            {
                State = isRenewable || !token.IsExpired(now) ? SignInState.SignedIn : SignInState.SignedOut,
                ExpiresAt = token.ExpiresAt,
                IsRenewable = isRenewable,
            };
        }
        catch (RoleAssistException fault)
        {
            return status with { State = SignInState.Unreadable, Reason = fault.Message };
        }
    }

    public async Task<EndedSignIn> EndAsync(SignInTarget target, CancellationToken cancellationToken)
    {
        var source = (LoginSource)target.Source;
        var document = await cache.ReadAsync(source, cancellationToken).ConfigureAwait(false);
        var isRemoved = cache.Remove(source);
        cache.Regions.Forget(source);
        if (!isRemoved)
        {
            return new EndedSignIn(target, [$"There was no console login of {source.LoginSession} on this machine."])
            {
                WasSignedIn = false,
            };
        }

        // AWS Sign-In has no call that ends a login.
        var left = document is { } login ? LoginToken.Parse(login, source.LoginSession) : null;
        return new EndedSignIn(
            target,
            [
                "The AWS CLI and other tools that use this login are signed out too.",
                .. left is { } token && !token.IsExpired(time.GetUtcNow())
                    ? [$"Credentials that programs already have stay valid until {IsoTime.Format(token.ExpiresAt)}."]
                    : Array.Empty<string>(),
            ]
        );
    }

    public IReadOnlyList<string> FilesOf(SignInTarget target) =>
        target.Source is LoginSource { IsSandbox: false } source and not { LoginSession: LoginSource.NotKnown }
            ? [cache.PathOf(source)]
            : [];

    /// <summary>As <c>aws login</c> does, signs in for a profile that has no credentials, and names the login in it.</summary>
    public SignInTarget? Adopt(ProfileSet profiles, Profile profile) =>
        ProfileKinds.Classify(profile) == ProfileKind.Settings
        && profile is { IsSandbox: false }
        && ProfileNames.IsPlain(profile.Name)
            ? new SignInTarget(profile.Name, Kind, resolver.NewLogin(profiles, profile))
            : null;

    private LoginExchange Begin(LoginSource source, string clientId) =>
        new(source, source.Regions[0], clientId, _signin);

    private static RoleAssistException NoPort(SignInTarget target, IOException fault) =>
        new(
            ErrorCode.ServiceUnreachable,
            $"The sign-in of '{target.Name}' needs a port of this machine for the browser's answer, and none can be "
                + $"opened: {fault.Message.TrimEnd('.')}.",
            "Sign in with a code instead.",
            fault
        )
        {
            Profile = target.Name,
        };
}
