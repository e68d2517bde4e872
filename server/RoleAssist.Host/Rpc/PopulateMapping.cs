using RoleAssist.Contracts;
using RoleAssist.Core.Populate;
using RoleAssist.Core.Security;
using CoreAction = RoleAssist.Core.Populate.PopulateAction;
using CoreChange = RoleAssist.Core.Populate.PopulateChange;
using PopulateAction = RoleAssist.Contracts.PopulateAction;
using PopulateChange = RoleAssist.Contracts.PopulateChange;

namespace RoleAssist.Host.Rpc;

/// <summary>Maps the plans of profiles to the wire's. Names of accounts and roles come from AWS.</summary>
internal static class PopulateMapping
{
    public static PopulateOptions ToOptions(this PreviewPopulateParams request) =>
        Options(request.Session, request.Template, request.Region, request.Prune, request.Roles);

    public static PopulateOptions ToOptions(this ApplyPopulateParams request) =>
        Options(request.Session, request.Template, request.Region, request.Prune, request.Roles);

    public static PopulatePreview ToWire(this PopulatePlan plan) =>
        new(
            plan.Session,
            [.. plan.Changes.Select(ToWire)],
            DisplayText.Lines(plan.Before),
            DisplayText.Lines(plan.After),
            [.. plan.Notes.Select(DisplayText.Sentence)],
            plan.Fingerprint
        );

    public static PopulateChange ToWire(this CoreChange change) =>
        new(
            change.Action switch
            {
                CoreAction.Add => PopulateAction.Add,
                CoreAction.Keep => PopulateAction.Keep,
                CoreAction.Remove => PopulateAction.Remove,
                _ => throw new ArgumentOutOfRangeException(nameof(change), change.Action, null),
            },
            DisplayText.Line(change.Profile),
            change.AccountId,
            DisplayText.Line(change.AccountName),
            DisplayText.Line(change.RoleName),
            DisplayText.Sentence(change.Reason)
        );

    private static PopulateOptions Options(
        string session,
        string? template,
        string? region,
        bool? prune,
        IReadOnlyList<string>? roles
    ) => new(session, template, region, prune == true) { Roles = WireMapping.RequireNoNulls(roles) ?? [] };
}
