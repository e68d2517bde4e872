using RoleAssist.Sandbox.Samples;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Clients;

/// <summary>Tests the sandbox with boto3 and the sample profiles.</summary>
public sealed class Boto3Tests(LiveSandbox sandbox) : IClassFixture<LiveSandbox>
{
    [Boto3Fact]
    public async Task Profiles_have_the_expected_identities() =>
        Assert.Equal(
            """
            arn:aws:iam::111122223333:user/alice
            arn:aws:sts::222233334444:assumed-role/developer/me
            arn:aws:sts::777788889999:assumed-role/vendor-access/me
            arn:aws:sts::888899990000:assumed-role/batch/me
            """,
            await RunAsync(
                """
                for profile in 'home', 'dev', 'vendor', 'long':
                    print(re.sub('botocore-session-[0-9]+', 'me', who(profile)))
                """
            )
        );

    [Boto3Fact]
    public async Task A_chain_with_mfa_requires_one_code()
    {
        var code = await sandbox.Control.GetTotpAsync(sandbox.Serial, CancellationToken.None);
        Assert.Equal(
            """
            arn:aws:sts::555566667777:assumed-role/auditor/
            """,
            await RunAsync(
                $$"""
                session = Session(profile='prod-audit')
                provider = session.get_component('credential_provider').get_provider('assume-role')
                provider._prompter = lambda prompt: '{{code}}'
                arn = session.create_client('sts').get_caller_identity()['Arn']
                print(arn[:arn.rindex('/') + 1])
                """
            )
        );
    }

    [Boto3Fact]
    public async Task Rejects_a_wrong_code_with_the_message_of_sts() =>
        Assert.Equal(
            "An error occurred (AccessDenied) when calling the AssumeRole operation: MultiFactorAuthentication failed with invalid MFA one time pass code.",
            await RunAsync(
                $$"""
                try:
                    Session(profile='home').create_client('sts').assume_role(
                        RoleArn='{{SampleAccounts.AdminRole}}', RoleSessionName='me', SerialNumber='{{sandbox.Serial}}', TokenCode='000000')
                except botocore.exceptions.ClientError as error:
                    print(error)
                """
            )
        );

    [Boto3Fact]
    public async Task A_presigned_url_returns_the_identity_of_its_signer() =>
        Assert.Contains(
            "<Arn>arn:aws:iam::111122223333:user/alice</Arn>",
            await RunAsync(
                """
                url = Session(profile='home').create_client('sts').generate_presigned_url('get_caller_identity', ExpiresIn=60, HttpMethod='GET')
                print(urllib.request.urlopen(url).read().decode())
                """
            ),
            StringComparison.Ordinal
        );

    private Task<string> RunAsync(string script) => Boto3.RunAsync(sandbox, script);
}
