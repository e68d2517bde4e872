using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Checks that regions, ARNs and accounts of one profile fit together.</summary>
internal static class AccountRules
{
    public static IEnumerable<ConfigFinding> Check(ConfigModel model)
    {
        // Most profiles have the region of the one before.
        (string Region, Partition? Partition) last = ("", null);
        foreach (var profile in model.Profiles.Values)
        {
            if (profile[ProfileSettings.Region] is { } region)
            {
                if (!region.Written.SequenceEqual(last.Region))
                {
                    last = (
                        region.Value,
                        Partitions.IsRegion(region.Value) ? Partitions.FromRegion(region.Value) : null
                    );
                }

                if (last.Partition is not null && InOtherPartition(profile, last.Partition) is { } arn)
                {
                    yield return Mismatch(region, last.Partition, arn);
                }
            }

            foreach (var found in Account(profile))
            {
                yield return found;
            }
        }
    }

    /// <summary>Returns the first ARN of another partition that is known; null if there is none.</summary>
    private static ModelSetting? InOtherPartition(ModelProfile profile, Partition actual)
    {
        foreach (var setting in profile.Settings)
        {
            if (
                IsArn(setting.Known?.Kind)
                && Arn.Partition(setting.Written) is { IsEmpty: false } wanted
                && !wanted.SequenceEqual(actual.Id)
                && Partitions.Find(wanted.ToString()) is not null
            )
            {
                return setting;
            }
        }

        return null;
    }

    private static ConfigFinding Mismatch(ModelSetting region, Partition actual, ModelSetting arn)
    {
        var partition = Partitions.Find(Arn.PartitionOf(arn.Value)!)!;
        return ConfigRules.PartitionMismatch.At(
            region,
            $"The region {region.Value} is in the partition {actual.Id}, but {arn.Name} is an ARN of {partition.Id}. "
                + "Credentials of one partition are not valid in another.",
            new ConfigFix($"Write {partition.ImplicitGlobalRegion}")
            {
                Edits = () => [region.ReplaceValue(partition.ImplicitGlobalRegion)],
            }
        ) with
        {
            Related = [new RelatedSpan(arn.Document, arn.ValueSpan, $"The ARN is in {partition.Id}.")],
        };
    }

    private static bool IsArn(SettingKind? kind) =>
        kind is SettingKind.RoleArn or SettingKind.MfaSerial or SettingKind.Arn;

    private static List<ConfigFinding> Account(ModelProfile profile)
    {
        List<ConfigFinding>? found = null;
        foreach (var other in profile.Settings)
        {
            if (
                other is { Known: { Kind: SettingKind.AccountId, Tool: null }, HasValue: true }
                && profile[ProfileSettings.RoleArn] is { } role
                && Arn.AccountOf(role.Value) is { Length: > 0 } account
                && other.Value != account
                && profile[ProfileSettings.SourceProfile]?.Value != profile.Name
            )
            {
                (found ??= []).Add(
                    ConfigRules.AccountMismatch.At(
                        other,
                        $"{other.Name} is {other.Value}, but the role is in account {account}."
                    ) with
                    {
                        Related =
                        [
                            new RelatedSpan(role.Document, role.ValueSpan, $"The role is in account {account}."),
                        ],
                    }
                );
            }
        }

        return found ?? [];
    }
}
