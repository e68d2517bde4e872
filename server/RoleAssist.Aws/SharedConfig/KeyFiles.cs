using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Keys;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>Changes keys and the settings of keys in the user's AWS files.</summary>
public sealed class KeyFiles(AwsFilesEditor editor) : IKeyFiles
{
    public async Task<IKeyEdit> MoveOutAsync(
        string profile,
        AwsCredentials key,
        IReadOnlyList<KeyValuePair<string, string>> settings,
        string savedAs,
        CancellationToken cancellationToken
    ) =>
        new Edit(
            await editor
                .MoveKeysAsync(
                    new KeyMove(profile, key.AccessKeyId, key.SecretAccessKey, settings, savedAs),
                    cancellationToken
                )
                .ConfigureAwait(false)
        );

    public async Task<IKeyEdit> AddAsync(
        string profile,
        IReadOnlyList<KeyValuePair<string, string>> settings,
        CancellationToken cancellationToken
    )
    {
        var section = SectionId.Profile(profile);
        var edits = settings.Select(setting => new SetSetting(section, setting.Key, setting.Value));
        return new Edit(
            await editor.ApplyAsync(new AwsFilesChange([.. edits], []), cancellationToken).ConfigureAwait(false)
        );
    }

    public Task RemoveAsync(
        string profile,
        IReadOnlyList<string> settings,
        AwsCredentials? key,
        CancellationToken cancellationToken
    )
    {
        var section = SectionId.Profile(profile);
        return editor.ApplyAsync(
            new AwsFilesChange(
                [.. settings.Select(setting => new RemoveSetting(section, setting)), new RemoveEmptySection(section)],
                key is null
                    ? []
                    :
                    [
                        new SetSetting(section, ProfileSettings.AccessKeyId, key.AccessKeyId),
                        new SetSetting(section, ProfileSettings.SecretAccessKey, key.SecretAccessKey),
                    ]
            )
            {
                HasSecrets = key is not null,
            },
            cancellationToken
        );
    }

    public async Task<IReadOnlyList<RepairedKeyEdit>> RepairAsync(
        Func<string, CancellationToken, ValueTask<bool>>? isSaved,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await editor.RepairAsync(isSaved, cancellationToken).ConfigureAwait(false)).Select(
                edit => new RepairedKeyEdit(ToCore(edit.Outcome), edit.Files)
            ),
        ];

    public int CountInterrupted() => editor.CountInterrupted();

    private static KeyEditOutcome ToCore(RepairOutcome outcome) =>
        outcome switch
        {
            RepairOutcome.Finished => KeyEditOutcome.Finished,
            RepairOutcome.Undone => KeyEditOutcome.Undone,
            RepairOutcome.Waiting => KeyEditOutcome.Waiting,
            RepairOutcome.Conflict => KeyEditOutcome.Conflict,
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
        };

    private sealed class Edit(AppliedEdit applied) : IKeyEdit
    {
        public Task UndoAsync(CancellationToken cancellationToken) => applied.UndoAsync(cancellationToken);
    }
}
