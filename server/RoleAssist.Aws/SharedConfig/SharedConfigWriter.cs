using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>Adds profiles at the end of the config file.</summary>
public sealed class SharedConfigWriter(AwsFilesEditor editor) : IProfileWriter
{
    public async Task<SourceLocation> AddAsync(ProfileDraft draft, CancellationToken cancellationToken)
    {
        var profile = SectionId.Profile(draft.Name);
        IEnumerable<ConfigEdit> login = draft.NewSsoSession is { } session
            ? [new AddSection(SectionId.SsoSession(session.Name), session.Settings)]
            : [];
        var applied = await editor
            .ApplyAsync(new AwsFilesChange([.. login, new AddSection(profile, draft.Settings)], []), cancellationToken)
            .ConfigureAwait(false);
        return applied.LocationOf(profile, SharedConfigFileKind.Config)!;
    }

    public async Task<SourceLocation> AddAsync(SsoSessionDraft draft, CancellationToken cancellationToken)
    {
        var session = SectionId.SsoSession(draft.Name);
        var applied = await editor
            .ApplyAsync(new AwsFilesChange([new AddSection(session, draft.Settings)], []), cancellationToken)
            .ConfigureAwait(false);
        return applied.LocationOf(session, SharedConfigFileKind.Config)!;
    }
}
