using Microsoft.Extensions.Logging;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.SignIn;

/// <summary>
/// Signs people in and out. A sign-in runs until it ends by itself, whether or not somebody waits for it: the browser
/// is elsewhere, and several callers may wait for the same one.
/// </summary>
public sealed partial class SignInService(
    SignInTargets targets,
    IReadOnlyList<ISignInMethod> methods,
    SessionRegistry registry,
    SessionRenewer renewer,
    LeftSessions left,
    TimeProvider time,
    ILogger<SignInService> logger
) : IAsyncDisposable
{
    /// <summary>How long the outcome is kept for a caller that has not asked for it yet.</summary>
    private static readonly TimeSpan OutcomeLifetime = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly List<RunningSignIn> _signIns = [];
    private readonly SingleFlight<(string, SignInFlow), BegunSignIn> _beginning = new();

    /// <summary>Raised after the state of a sign-in has changed, from any thread.</summary>
    public event Action? Changed;

    /// <summary>
    /// Begins a sign-in, or joins the one that waits already. A second flow joins the sign-in of the first: whichever
    /// the user finishes ends both.
    /// </summary>
    /// <param name="name">The name of an <c>[sso-session]</c> or of a profile.</param>
    /// <param name="flow">How the user signs in.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public async Task<BegunSignIn> BeginAsync(string name, SignInFlow flow, CancellationToken cancellationToken)
    {
        var target = await targets.FindAsync(name, cancellationToken).ConfigureAwait(false);
        return await BeginAsync(target, flow, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="BeginAsync(string, SignInFlow, CancellationToken)"/>
    public Task<BegunSignIn> BeginAsync(SignInTarget target, SignInFlow flow, CancellationToken cancellationToken) =>
        _beginning.RunAsync((target.Key, flow), stop => StartAsync(target, flow, stop), cancellationToken);

    /// <summary>Waits until the user has signed in. Canceling ends the wait, not the sign-in.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: no such sign-in waits; otherwise why it failed.
    /// </exception>
    public Task<SignedIn> AwaitAsync(string signInId, CancellationToken cancellationToken) =>
        Get(signInId).Outcome.WaitAsync(cancellationToken);

    /// <summary>Brings the text that the page showed.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: it is not that text.</exception>
    public Task SubmitCodeAsync(string signInId, string code, CancellationToken cancellationToken)
    {
        var signIn = Get(signInId);
        var taker =
            signIn.FindTaker()
            ?? throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The sign-in of '{signIn.Target}' takes no code.",
                "Finish it in the browser."
            );
        return taker.SubmitAsync(code, cancellationToken);
    }

    /// <summary>Signs out, and stops a sign-in that waits.</summary>
    public async Task<EndedSignIn> EndAsync(string name, CancellationToken cancellationToken)
    {
        var target = await targets.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (Find(target) is { } running)
        {
            await running.DisposeAsync().ConfigureAwait(false);
        }

        var ended = await MethodOf(target).EndAsync(target, cancellationToken).ConfigureAwait(false);
        if (ended.WasSignedIn)
        {
            LogSignedOut(target.Name, target.Kind);
        }

        Changed?.Invoke();
        var sessions = await left.DescribeAsync(target, cancellationToken).ConfigureAwait(false);
        return ended with { Notes = [.. ended.Notes, .. sessions] };
    }

    /// <summary>Lists every sign-in of the AWS files with its state.</summary>
    public async Task<IReadOnlyList<SignInStatus>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<SignInStatus>();
        foreach (var listed in await targets.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            found.Add(
                listed.Target is { } target && Find(listed.Kind) is { } method
                    ? await method.GetStatusAsync(target, cancellationToken).ConfigureAwait(false)
                    : new SignInStatus(listed.Name, listed.Kind, SignInState.Unreadable, Reason: listed.Fault)
            );
        }

        return found;
    }

    /// <summary>Returns the files that change when the user signs in with another program.</summary>
    public async Task<IReadOnlyList<string>> ListFilesAsync(CancellationToken cancellationToken)
    {
        var found = await targets.ListAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. found
                .Select(listed => listed.Target)
                .OfType<SignInTarget>()
                .SelectMany(target => Find(target.Kind)?.FilesOf(target) ?? [])
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Looks again at the sessions that wait for a sign-in, after tokens have changed: the user may have signed in with
    /// another program.
    /// </summary>
    public void Reconsider()
    {
        Changed?.Invoke();
        registry.MakeDue(entry => entry.Fault is { NeedsSignIn: true });
        renewer.RenewDueNow();
    }

    public async ValueTask DisposeAsync()
    {
        RunningSignIn[] all;
        lock (_lock)
        {
            all = [.. _signIns];
            _signIns.Clear();
        }

        foreach (var signIn in all)
        {
            await signIn.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<BegunSignIn> StartAsync(
        SignInTarget target,
        SignInFlow flow,
        CancellationToken cancellationToken
    )
    {
        if (Find(target) is { } waiting && waiting.Find(flow) is { } joined)
        {
            return new BegunSignIn(waiting.Id, target, joined);
        }

        var attempt = await MethodOf(target).StartAsync(target, flow, cancellationToken).ConfigureAwait(false);
        if (attempt.Url is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var page) && SafeAddress.IsSafe(page)))
        {
            await attempt.DisposeAsync().ConfigureAwait(false);
            throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"Could not sign in to '{target}': its page is not encrypted, so others could read the sign-in.",
                "Use an address with https: as the endpoint, or one of this machine."
            );
        }

        LogBegun(target.Name, target.Kind, attempt.Flow);
        return new BegunSignIn(Add(target, attempt).Id, target, attempt);
    }

    /// <summary>Adds the attempt to the sign-in that waits for the same target, or to a new one.</summary>
    private RunningSignIn Add(SignInTarget target, ISignInAttempt attempt)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            _signIns.RemoveAll(old => now - old.EndedAt > OutcomeLifetime);
            if (_signIns.Find(other => other.Target.Key == target.Key && other.TryAdd(attempt)) is { } known)
            {
                return known;
            }

            var signIn = new RunningSignIn(target, time);
            signIn.TryAdd(attempt);
            _signIns.Add(signIn);
            _ = WatchAsync(signIn);
            return signIn;
        }
    }

    /// <summary>Wakes the sessions that wait for a sign-in when it succeeds.</summary>
    private async Task WatchAsync(RunningSignIn signIn)
    {
        await ((Task)signIn.Outcome).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (signIn.Outcome.IsCompletedSuccessfully)
        {
            LogSignedIn(signIn.Target.Name, signIn.Target.Kind);
            registry.MakeDue(entry => entry.Fault is { NeedsSignIn: true } && signIn.Target.Serves(entry.Chain.Base));
            renewer.RenewDueNow();
        }
        else if (signIn.Outcome.Exception?.InnerException is RoleAssistException fault)
        {
            LogFailed(signIn.Target.Name, signIn.Target.Kind, fault.Code);
        }

        Changed?.Invoke();
    }

    private RunningSignIn? Find(SignInTarget target)
    {
        lock (_lock)
        {
            return _signIns.Find(signIn => signIn.Target.Key == target.Key && !signIn.Outcome.IsCompleted);
        }
    }

    private RunningSignIn Get(string id)
    {
        lock (_lock)
        {
            return _signIns.Find(signIn => signIn.Id == id)
                ?? throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    "There is no such sign-in: it ended a while ago, or RoleAssist was restarted.",
                    "Start it again."
                );
        }
    }

    private ISignInMethod? Find(SignInKind kind) => methods.FirstOrDefault(method => method.Kind == kind);

    private ISignInMethod MethodOf(SignInTarget target) =>
        Find(target.Kind)
        ?? throw new RoleAssistException(
            ErrorCode.CredentialSourceUnsupported,
            $"RoleAssist cannot sign in to '{target}'.",
            "Sign in with the AWS CLI: aws login"
        );

    [LoggerMessage(Level = LogLevel.Information, Message = "The sign-in of '{Name}' ({Kind}) waits: {Flow}")]
    private partial void LogBegun(string name, SignInKind kind, SignInFlow flow);

    [LoggerMessage(Level = LogLevel.Information, Message = "Signed in to '{Name}' ({Kind})")]
    private partial void LogSignedIn(string name, SignInKind kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sign-in of '{Name}' ({Kind}) failed: {Code}")]
    private partial void LogFailed(string name, SignInKind kind, ErrorCode code);

    [LoggerMessage(Level = LogLevel.Information, Message = "Signed out of '{Name}' ({Kind})")]
    private partial void LogSignedOut(string name, SignInKind kind);
}
