using RoleAssist.Contracts;

namespace RoleAssist.Host.Rpc;

/// <content>The requests about signing in.</content>
internal sealed partial class RoleAssistServer
{
    public Task<BegunSignIn> BeginSignInAsync(BeginSignInParams request, CancellationToken cancellationToken) =>
        signIns.BeginAsync(request, cancellationToken);

    public Task<SignedIn> AwaitSignInAsync(AwaitSignInParams request, CancellationToken cancellationToken) =>
        signIns.AwaitAsync(request, cancellationToken);

    public Task SubmitSignInCodeAsync(SubmitSignInCodeParams request, CancellationToken cancellationToken) =>
        signIns.SubmitCodeAsync(request, cancellationToken);

    public Task<EndedSignIn> EndSignInAsync(EndSignInParams request, CancellationToken cancellationToken) =>
        signIns.EndAsync(request, cancellationToken);

    public Task<SignInsSnapshot> ListSignInsAsync(ListSignInsParams request, CancellationToken cancellationToken) =>
        signIns.ListAsync(cancellationToken);

    public Task<SetUpSignInResult> SetUpSignInAsync(SetUpSignInParams request, CancellationToken cancellationToken) =>
        signIns.SetUpAsync(request, cancellationToken);

    public Task<SsoAccountList> ListSsoAccountsAsync(
        ListSsoAccountsParams request,
        CancellationToken cancellationToken
    ) => signIns.ListAccountsAsync(request, cancellationToken);

    public Task<SsoRoleList> ListSsoRolesAsync(ListSsoRolesParams request, CancellationToken cancellationToken) =>
        signIns.ListRolesAsync(request, cancellationToken);
}
