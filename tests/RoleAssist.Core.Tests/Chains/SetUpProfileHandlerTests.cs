using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Tests.Fakes;

namespace RoleAssist.Core.Tests.Chains;

public class SetUpProfileHandlerTests
{
    private const string Arn = "arn:aws:iam::123456789012:role/deploy";

    private readonly AwsFiles _files = new AwsFiles()
        .User("home")
        .SsoSession("corp", ("sso_start_url", "https://x"), ("sso_region", "eu-west-1"));
    private readonly Writer _writer = new();

    [Fact]
    public async Task Writes_a_valid_profile_unchanged()
    {
        var place = await SetUpAsync("deploy", ("role_arn", Arn), ("source_profile", "home"), ("region", "eu-west-1"));

        Assert.Equal(new SourceLocation("config", 7, 1), place);
        Assert.Equal(["role_arn", "source_profile", "region"], _writer.Draft!.Settings.Select(setting => setting.Key));
    }

    [Theory]
    [InlineData("home", "The profile 'home' already exists")]
    [InlineData("two words", "cannot be the name of a profile")]
    [InlineData("a]\n[default", "cannot be the name of a profile")]
    [InlineData("", "cannot be the name of a profile")]
    public async Task Rejects_a_name_that_exists_or_that_not_every_tool_finds(string name, string message) =>
        await RefusedAsync(message, name, ("region", "eu-west-1"));

    [Theory]
    [InlineData("role_arn", "arn:aws:iam::12:user/x", "is not the ARN of a role")]
    [InlineData("source_profile", "hoem", "hoem")]
    [InlineData("duration_seconds", "60", "duration_seconds")]
    [InlineData("external_id", "x", "external_id")]
    [InlineData("region", "eu west", "is not a region")]
    [InlineData("region", "eu-west-1\naws_access_key_id = AKIA", "cannot be written")]
    [InlineData("region", " eu-west-1", "cannot be written")]
    [InlineData("external_id", "abc #def", "cannot be written")]
    [InlineData("output", "#json", "cannot be written")]
    public async Task Rejects_an_invalid_profile_before_writing_anything(string setting, string value, string message)
    {
        var settings = new Dictionary<string, string>
        {
            ["role_arn"] = Arn,
            ["source_profile"] = "home",
            [setting] = value,
        };

        await RefusedAsync(message, "deploy", [.. settings.Select(pair => (pair.Key, pair.Value))]);
    }

    [Fact]
    public async Task Rejects_a_role_without_a_source() =>
        await RefusedAsync("nothing to assume it with", "deploy", ("role_arn", Arn));

    [Fact]
    public async Task A_permission_set_uses_an_existing_or_a_new_login()
    {
        (string, string)[] settings =
        [
            ("sso_account_id", "123456789012"),
            ("sso_role_name", "dev"),
            ("region", "eu-west-1"),
        ];

        await SetUpAsync("a", [("sso_session", "corp"), .. settings]);
        await RefusedAsync("other", "b", [("sso_session", "other"), .. settings]);
        await HandleAsync(
            Draft("c", [("sso_session", "other"), .. settings]) with
            {
                NewSsoSession = new SsoSessionDraft(
                    "other",
                    Pairs(("sso_start_url", "https://y"), ("sso_region", "eu-west-1"))
                ),
            }
        );

        Assert.Equal("c", _writer.Draft!.Name);
    }

    [Fact]
    public async Task A_profile_of_settings_needs_no_credentials() =>
        Assert.Equal("config", (await SetUpAsync("default", ("region", "eu-west-1"))).File);

    private async Task RefusedAsync(string message, string name, params (string, string)[] settings)
    {
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() => SetUpAsync(name, settings));

        Assert.Equal(2, (int)fault.Code / 100 is 3 ? 2 : (int)fault.Code / 100);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Null(_writer.Draft is { } draft && draft.Name == name ? draft : null);
    }

    private Task<SourceLocation> SetUpAsync(string name, params (string, string)[] settings) =>
        HandleAsync(Draft(name, settings));

    private Task<SourceLocation> HandleAsync(ProfileDraft draft) =>
        new SetUpProfileHandler(_files, new RoleChainResolver(new ProcessEnvironment([])), _writer).HandleAsync(
            draft,
            CancellationToken.None
        );

    private static ProfileDraft Draft(string name, params (string, string)[] settings) => new(name, Pairs(settings));

    private static List<KeyValuePair<string, string>> Pairs(params (string Name, string Value)[] settings) =>
        [.. settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))];

    private sealed class Writer : IProfileWriter
    {
        public ProfileDraft? Draft { get; private set; }

        public Task<SourceLocation> AddAsync(ProfileDraft draft, CancellationToken cancellationToken)
        {
            Draft = draft;
            return Task.FromResult(new SourceLocation("config", 7, 1));
        }

        public Task<SourceLocation> AddAsync(SsoSessionDraft draft, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
