using RoleAssist.Aws.SharedConfig;

namespace RoleAssist.Aws.Tests.SharedConfig;

public sealed class NetSdkCredentialsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-netsdk-").FullName;

    private string File => Path.Combine(_folder, "RegisteredAccounts.json");

    [Fact]
    public void Reads_profile_names_case_insensitively()
    {
        System.IO.File.WriteAllText(
            File,
            """
            {
              "39f1e7a5-5a3c-4c41-9c2b-0d5b5f1b2a11": { "AWSAccessKey": "encrypted", "DisplayName": "default", "ProfileType": "AWS" },
              "5b0b7a11-0000-4c41-9c2b-0d5b5f1b2a11": { "DisplayName": "Büro" },
              "5b0b7a11-0001-4c41-9c2b-0d5b5f1b2a11": { "ProfileType": "AWS" },
              "version": 1
            }
            """
        );

        var names = new NetSdkCredentialsFile(File).Names;

        Assert.Equal(["Büro", "default"], names.Order(StringComparer.Ordinal));
        Assert.Contains("Default", names);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"x\"")]
    [InlineData("{ \"x\": { \"DisplayName\": 7 } }")]
    public void An_invalid_file_has_no_names(string text)
    {
        System.IO.File.WriteAllText(File, text);

        Assert.Empty(new NetSdkCredentialsFile(File).Names);
        Assert.Empty(new NetSdkCredentialsFile(Path.Combine(_folder, "not-there")).Names);
        Assert.Empty(new NetSdkCredentialsFile(path: null).Names);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
