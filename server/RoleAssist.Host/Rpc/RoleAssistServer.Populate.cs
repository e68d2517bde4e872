using RoleAssist.Contracts;

namespace RoleAssist.Host.Rpc;

/// <content>The requests about profiles for a sign-in. They wait for files and for AWS, so they leave the dispatcher.</content>
internal sealed partial class RoleAssistServer
{
    public Task<PopulatePreview> PreviewPopulateAsync(
        PreviewPopulateParams request,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            async () =>
            {
                var plan = await populate()
                    .PreviewAsync(request.ToOptions(), request.ReuseList == true, cancellationToken)
                    .ConfigureAwait(false);
                return plan.ToWire();
            },
            cancellationToken
        );

    public Task<PopulateResult> ApplyPopulateAsync(ApplyPopulateParams request, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                var (plan, file) = await populate()
                    .ApplyAsync(request.ToOptions(), request.Plan, cancellationToken)
                    .ConfigureAwait(false);
                return new PopulateResult(plan.Added.Count(), plan.Removed.Count(), file);
            },
            cancellationToken
        );

    public Task<UndonePopulate> UndoPopulateAsync(UndoPopulateParams request, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
                new UndonePopulate(
                    await populate().UndoAsync(request.Session, cancellationToken).ConfigureAwait(false)
                ),
            cancellationToken
        );
}
