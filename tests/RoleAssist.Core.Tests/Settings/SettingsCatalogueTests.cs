using System.Text.RegularExpressions;
using RoleAssist.Core.Settings;

namespace RoleAssist.Core.Tests.Settings;

public class SettingsCatalogueTests
{
    [Fact]
    public void A_name_means_one_setting_in_each_place()
    {
        var places = SettingsCatalogue.All.GroupBy(setting => (setting.Name, setting.Section, setting.Block));

        Assert.All(places, same => Assert.Single(same));
    }

    [Fact]
    public void The_place_decides_which_setting_a_name_means()
    {
        Assert.True(SettingsCatalogue.Find("sso_region", SettingSection.Profile)!.IsDeprecated);
        Assert.False(SettingsCatalogue.Find("sso_region", SettingSection.SsoSession)!.IsDeprecated);
        Assert.Null(SettingsCatalogue.Find("sso_region", SettingSection.Services, "s3"));
        Assert.Equal(SettingKind.Url, SettingsCatalogue.Find("endpoint_url", SettingSection.Services, "s3")!.Kind);
        Assert.Null(SettingsCatalogue.Find("addressing_style", SettingSection.Profile));
        Assert.NotNull(SettingsCatalogue.Find("addressing_style", SettingSection.Profile, "s3"));
    }

    [Fact]
    public void Every_default_is_a_value_that_the_setting_may_have()
    {
        Assert.All(
            SettingsCatalogue.All.Where(setting => setting is { Values: not [], Default: not null }),
            setting => Assert.Contains(setting.Default, setting.Values)
        );
    }

    [Fact]
    public void Every_setting_is_described_in_sentences()
    {
        Assert.All(
            SettingsCatalogue.All.SelectMany(setting => setting.Notes.Append(setting.Description)),
            text => Assert.Matches(@"^\S.*[.]$", text)
        );
    }

    [Fact]
    public void Every_enum_has_values_and_every_number_fits_its_range()
    {
        Assert.All(
            SettingsCatalogue.All.Where(setting => setting.Kind is SettingKind.Enum or SettingKind.Bool),
            setting => Assert.True(setting.Values.Count >= 1 || setting.Tool is not null, setting.Name)
        );
        Assert.All(
            SettingsCatalogue.All.Where(setting => setting is { Min: not null, Max: not null }),
            setting => Assert.True(setting.Min < setting.Max, setting.Name)
        );
    }

    [Fact]
    public void Settings_that_others_refer_to_exist_in_the_same_section()
    {
        Assert.All(
            SettingsCatalogue.All,
            setting =>
                Assert.All(
                    setting
                        .Requires.Concat(setting.ConflictsWith)
                        .Concat(setting.ReplacedBy is { } other ? [other] : []),
                    name =>
                        Assert.True(
                            SettingsCatalogue.Find(name, setting.Section, setting.Block) is not null,
                            $"{setting.Name} names {name}"
                        )
                )
        );
    }

    [Fact]
    public void Patterns_are_regular_expressions_and_sources_are_listed()
    {
        Assert.All(
            SettingsCatalogue.All.Select(setting => setting.Pattern).OfType<string>(),
            pattern => Assert.NotNull(new Regex(pattern))
        );
        Assert.All(SettingsCatalogue.All, setting => Assert.Equal(setting.Pattern is null, setting.Form is null));
        Assert.All(
            SettingsCatalogue.All.SelectMany(setting => setting.Sources),
            source => Assert.Contains(source, SettingsCatalogue.Sources)
        );
    }
}
