using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Tests.Diagnostics;

public class PrivateNamesTests
{
    private readonly PrivateNames _names = new(
        new ProfileSet(
            [
                Section(
                    "jane.doe",
                    ("region", "eu-west-1"),
                    ("external_id", "acme secret ext id 7781"),
                    ("source_profile", "missing-jane")
                ),
                Section(
                    "jo",
                    ("sso_session", "acme-corp"),
                    ("duration_seconds", "3600"),
                    ("s3", "\naddressing_style = acme-style")
                ),
            ],
            new Dictionary<string, Profile>(),
            []
        )
        {
            SsoSessions = new Dictionary<string, Profile>
            {
                ["acme-corp"] = Section("acme-corp", ("sso_region", "eu-west-1")),
            },
        },
        new ProcessEnvironment([KeyValuePair.Create("AWS_ROLE_SESSION_NAME", "jane-at-acme")])
    );

    [Theory]
    [InlineData("Profile 'jane.doe' names 'missing-jane'.", "Profile 'profile-1' names '<source_profile>'.")]
    [InlineData("[profile jo] and 'jo', but not jovial", "[profile profile-2] and 'profile-2', but not jovial")]
    [InlineData("[sso-session acme-corp] is there", "[sso-session sso-session-1] is there")]
    [InlineData("external_id \"acme secret ext id 7781\" is wrong", "external_id \"<external_id>\" is wrong")]
    [InlineData("addressing_style acme-style", "addressing_style <s3>")]
    [InlineData("as jane-at-acme", "as <AWS_ROLE_SESSION_NAME>")]
    [InlineData("a line 'someone wrote it' that nothing reads", "a line '<value>' that nothing reads")]
    [InlineData(
        "AWS' tools take 'source_profile' and 'eu-west-1' of the machine's files",
        "AWS' tools take 'source_profile' and 'eu-west-1' of the machine's files"
    )]
    [InlineData("Lasts 3600 seconds in eu-west-1.", "Lasts 3600 seconds in eu-west-1.")]
    public void Removes_user_chosen_names_and_keeps_aws_terms(string text, string expected) =>
        Assert.Equal(expected, _names.Replace(text));

    private static Profile Section(string name, params (string Name, string Value)[] settings) =>
        new(name, settings.ToDictionary(setting => setting.Name, setting => new Setting(setting.Value)));
}
