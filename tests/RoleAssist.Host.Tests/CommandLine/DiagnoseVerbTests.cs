using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Environment;
using RoleAssist.Host.Tests.Support;

namespace RoleAssist.Host.Tests.CommandLine;

public sealed class DiagnoseVerbTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("roleassist-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Reports_the_location_of_an_invalid_profile_without_its_account_and_user()
    {
        Write(
            "config",
            "[profile dev]\nrole_arn = arn:aws:iam::123456789012:role/dev\nsource_profile = arn:aws:iam::123456789012:user/ana\n"
        );

        var report = await Diagnose();

        Assert.Contains("- **Error:** ~/.aws/config:3:1: ", report.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.DoesNotContain("123456789012", report, StringComparison.Ordinal);
        Assert.DoesNotContain("user/ana", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "They hold no profiles.")]
    [InlineData("[default]\nregion = eu-west-1\n", "They hold 1 profile: 1 with settings only.")]
    [InlineData(
        "[profile a]\nsso_session = s\n[profile b]\nsso_start_url = u\n[profile c]\ncredential_process = p\n",
        "They hold 3 profiles: 2 with an SSO login, 1 with a credential_process."
    )]
    public async Task Summarizes_the_profiles_in_the_files(string config, string expected)
    {
        Write("config", config);

        Assert.Contains($"- {expected}\n", await Diagnose(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggests_chmod_for_a_readable_credentials_file_but_not_for_dev_null()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write("credentials", "[a]\n");

        Assert.Contains("chmod 600 ~/.aws/credentials", await Diagnose(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "chmod",
            await Diagnose(("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")),
            StringComparison.Ordinal
        );
    }

    private void Write(string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_home, ".aws"));
        File.WriteAllText(Path.Combine(folder.FullName, name), text);
    }

    private async Task<string> Diagnose(params (string Name, string Value)[] variables)
    {
        var console = new FakeConsole();
        await using var services = new ServiceCollection()
            .AddRoleAssist()
            .AddLogging()
            .AddSingleton(
                new ProcessEnvironment([
                    KeyValuePair.Create("HOME", _home),
                    KeyValuePair.Create("ROLEASSIST_STATE_FOLDER", Path.Combine(_home, "state")),
                    // Nothing listens there, so the connection fails immediately.
                    KeyValuePair.Create("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1"),
                    .. variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)),
                ])
            )
            .BuildServiceProvider();
        await CommandLineApplication.RunAsync(["diagnose"], console, services);
        return console.Output;
    }
}
