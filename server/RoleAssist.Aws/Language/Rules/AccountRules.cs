using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Checks that regions, ARNs and accounts of one profile fit together.</summary>
internal static class AccountRules
{
    public static IEnumerable<ConfigFinding> Check(ConfigModel model) =>
        model.Profiles.Values.SelectMany(profile => Partition(profile).Concat(Account(profile)));

    private static IEnumerable<ConfigFinding> Partition(ModelProfile profile)
    {
        if (
            profile[ProfileSettings.Region] is not { } region
            || !Partitions.IsRegion(region.Value)
            || Partitions.FromRegion(region.Value) is not { } actual
        )
        {
            yield break;
        }

        foreach (var arn in profile.Settings.Where(setting => setting.HasValue && IsArn(setting.Known?.Kind)))
        {
            if (
                Arn.PartitionOf(arn.Value) is not { } wanted
                || wanted == actual.Id
                || Partitions.Find(wanted) is not { } partition
            )
            {
                continue;
            }

            yield return ConfigRules.PartitionMismatch.At(
                region,
                $"The region {region.Value} is in the partition {actual.Id}, but {arn.Name} is an ARN of {wanted}. "
                    + "Credentials of one partition are not valid in another.",
                new ConfigFix($"Write {partition.ImplicitGlobalRegion}")
                {
                    Edits = () => [region.ReplaceValue(partition.ImplicitGlobalRegion)],
                }
            ) with
            {
                Related = [new RelatedSpan(arn.Document, arn.ValueSpan, $"The ARN is in {wanted}.")],
            };
            yield break;
        }
    }

    private static bool IsArn(SettingKind? kind) =>
        kind is SettingKind.RoleArn or SettingKind.MfaSerial or SettingKind.Arn;

    private static IEnumerable<ConfigFinding> Account(ModelProfile profile)
    {
        if (
            profile[ProfileSettings.RoleArn] is not { } role
            || Arn.AccountOf(role.Value) is not { Length: > 0 } account
            || profile[ProfileSettings.SourceProfile] is { } source && source.Value == profile.Name
        )
        {
            yield break;
        }

        foreach (
            var other in profile.Settings.Where(setting =>
                setting is { HasValue: true, Known: { Kind: SettingKind.AccountId, Tool: null } }
                && setting.Value != account
            )
        )
        {
            yield return ConfigRules.AccountMismatch.At(
                other,
                $"{other.Name} is {other.Value}, but the role is in account {account}."
            ) with
            {
                Related = [new RelatedSpan(role.Document, role.ValueSpan, $"The role is in account {account}.")],
            };
        }
    }
}
