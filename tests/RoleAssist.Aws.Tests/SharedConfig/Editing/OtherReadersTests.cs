using System.ComponentModel;
using Amazon.Runtime.CredentialManagement;

namespace RoleAssist.Aws.Tests.SharedConfig.Editing;

/// <summary>What AWS' own readers find in the files after a move.</summary>
public sealed class OtherReadersTests : IDisposable
{
    private const string Keys = $"aws_access_key_id = {AwsHome.KeyId}\naws_secret_access_key = {AwsHome.Secret}\n";
    private const string Process = "/opt/roleassist credential-process home";

    private readonly AwsHome _home = new();

    public void Dispose() => _home.Dispose();

    public static TheoryData<string, string> Files =>
        new()
        {
            { "[profile home]\nregion = eu-west-1\n", $"[home]\n{Keys}" },
            { "", $"[work]\n{Keys}\n[home]\n{Keys}region = eu-west-1" },
            { "[profile home]\r\nregion=eu-west-1", $"[home]\r\n; note\r\n{Keys}" },
            { "[profile home]\nregion = us-east-1 # old\n", $"[home]\n# note\n{Keys}region = eu-west-1\n" },
            { "[profile home]\nregion = eu-west-1\ns3 =\n  x = 1\n", $"[home]\n{Keys}\n# note\n[work]\n{Keys}" },
        };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Botocore_reads_what_was_written(string config, string credentials)
    {
        Assert.SkipUnless(HasBotocore(), "skipped: no Python with botocore installed");
        (_home.Config, _home.Credentials) = (config, credentials);
        await _home.MoveAsync();

        var read = _home.Run(
            "python3",
            "-c",
            "import botocore.session as b; p = b.Session(profile='home').get_scoped_config();"
                + "print([p.get(n) for n in ('credential_process', 'roleassist_key', 'region', 'aws_access_key_id')])"
        );

        Assert.Equal($"['{Process}', '3f9c', 'eu-west-1', None]\n", read);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_SDK_for_NET_reads_what_was_written(string config, string credentials)
    {
        (_home.Config, _home.Credentials) = (config, credentials);
        await _home.MoveAsync();

        // The SDK looks for the config file beside the credentials file that it is given.
        Assert.True(new SharedCredentialsFile(_home.Files.Credentials).TryGetProfile("home", out var profile));
        Assert.Equal((Process, null), (profile.Options.CredentialProcess, profile.Options.AccessKey));
        Assert.Equal("eu-west-1", profile.Region.SystemName);
    }

    private bool HasBotocore()
    {
        try
        {
            _home.Run("python3", "-c", "import botocore");
            return true;
        }
        catch (Exception missing) when (missing is InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }
}
