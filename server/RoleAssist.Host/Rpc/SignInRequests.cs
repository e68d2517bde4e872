using RoleAssist.Contracts;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Security;
using RoleAssist.Core.SignIn;
using RoleAssist.Host.Lifetime;
using BegunSignIn = RoleAssist.Contracts.BegunSignIn;
using EndedSignIn = RoleAssist.Contracts.EndedSignIn;
using SignedIn = RoleAssist.Contracts.SignedIn;
using SignInFlow = RoleAssist.Contracts.SignInFlow;

namespace RoleAssist.Host.Rpc;

/// <summary>Answers the requests about signing in: translates, calls the use case, translates back.</summary>
/// <remarks>The answers wait for files, so they leave the dispatcher.</remarks>
internal sealed class SignInRequests(
    SignInService signIns,
    SetUpSignInHandler setUp,
    SignInUpkeep upkeep,
    Func<ListSsoRolesHandler> roles
)
{
    private long _revision;

    /// <summary>Raised after the state of a sign-in has changed, from any thread.</summary>
    public event Action Changed
    {
        add => signIns.Changed += value;
        remove => signIns.Changed -= value;
    }

    public Task<BegunSignIn> BeginAsync(BeginSignInParams request, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                var flow = (request.Flow ?? SignInFlow.Auto).ToCore();
                var begun = await signIns.BeginAsync(request.Name, flow, cancellationToken).ConfigureAwait(false);
                return begun.ToWire();
            },
            cancellationToken
        );

    public async Task<SignedIn> AwaitAsync(AwaitSignInParams request, CancellationToken cancellationToken) =>
        (await signIns.AwaitAsync(request.SignInId, cancellationToken).ConfigureAwait(false)).ToWire();

    public Task SubmitCodeAsync(SubmitSignInCodeParams request, CancellationToken cancellationToken) =>
        Task.Run(() => signIns.SubmitCodeAsync(request.SignInId, request.Code, cancellationToken), cancellationToken);

    public Task<EndedSignIn> EndAsync(EndSignInParams request, CancellationToken cancellationToken) =>
        Task.Run(
            async () => (await signIns.EndAsync(request.Name, cancellationToken).ConfigureAwait(false)).ToWire(),
            cancellationToken
        );

    /// <summary>Takes a snapshot. From then on, sign-ins of other programs are noticed.</summary>
    public Task<SignInsSnapshot> ListAsync(CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                var revision = Interlocked.Increment(ref _revision);
                await upkeep.WatchAsync(cancellationToken).ConfigureAwait(false);
                var found = await signIns.ListAsync(cancellationToken).ConfigureAwait(false);
                return new SignInsSnapshot(revision, [.. found.Select(status => status.ToWire())]);
            },
            cancellationToken
        );

    public Task<SetUpSignInResult> SetUpAsync(SetUpSignInParams request, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                if (request.Scopes is { } scopes)
                {
                    WireMapping.RequireNoNulls(scopes);
                }

                var place = await setUp
                    .HandleAsync(request.Name, request.StartUrl, request.Region, request.Scopes, cancellationToken)
                    .ConfigureAwait(false);
                return new SetUpSignInResult(place.File, place.Line);
            },
            cancellationToken
        );

    public Task<SsoAccountList> ListAccountsAsync(ListSsoAccountsParams request, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                var found = await roles().ListAccountsAsync(request.Session, cancellationToken).ConfigureAwait(false);
                return new SsoAccountList([
                    .. found.Select(account => new SsoAccountInfo(account.Id, DisplayText.Line(account.Name))),
                ]);
            },
            cancellationToken
        );

    public Task<SsoRoleList> ListRolesAsync(ListSsoRolesParams request, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                var found = await roles()
                    .ListRolesAsync(request.Session, request.AccountId, cancellationToken)
                    .ConfigureAwait(false);
                return new SsoRoleList([.. found.Select(role => new SsoRoleInfo(role.Name, role.Profile))]);
            },
            cancellationToken
        );
}
