using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Clients;

/// <summary>Tests boto3 with the sample profiles whose credentials do not come from keys.</summary>
public sealed class Boto3SourceTests(LiveSandbox sandbox) : IClassFixture<LiveSandbox>
{
    [Boto3Fact]
    public async Task Uses_the_web_identity_token_of_a_build() =>
        Assert.Equal(
            "arn:aws:sts::444455556666:assumed-role/deploy/build-42",
            await Boto3.RunAsync(sandbox, "print(who('ci'))")
        );

    [Boto3Fact]
    public async Task Gets_credentials_of_a_permission_set_with_a_login()
    {
        var arns = await Boto3.RunAsync(sandbox, "print(who('sso')); print(who('sso-legacy'))");
        Assert.Matches(
            """
            ^arn:aws:sts::222233334444:assumed-role/AWSReservedSSO_Developer_[a-z2-7]{16}/alice@example.com
            arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_ReadOnly_[a-z2-7]{16}/alice@example.com$
            """,
            arns
        );
    }

    [Boto3Fact]
    public async Task Renews_an_expiring_token()
    {
        var output = await Boto3.RunAsync(
            sandbox,
            """
            import glob, json
            files = {path: json.load(open(path)) for path in glob.glob(os.path.expanduser('~/.aws/sso/cache/*.json'))}
            path, token = next((path, token) for path, token in files.items() if 'refreshToken' in token)
            json.dump(dict(token, accessToken='spent', expiresAt='2026-01-01T00:00:00Z'), open(path, 'w'))
            print(who('sso').split('/')[-1])
            renewed = json.load(open(path))
            print(renewed['accessToken'] != 'spent', renewed['expiresAt'] > token['expiresAt'][:10], renewed['refreshToken'] != token['refreshToken'])
            """
        );
        Assert.Equal("alice@example.com\nTrue True True", output);
        Assert.Contains(
            (await sandbox.Control.GetCallsAsync(CancellationToken.None)).Calls,
            call => call is { Action: "CreateToken", Status: 200 }
        );
    }

    [Boto3Fact]
    public async Task Lists_the_accounts_and_roles_of_a_login() =>
        Assert.Equal(
            """
            222233334444 development aws+development@example.com ['Developer']
            444455556666 production aws+production@example.com ['ReadOnly']
            """,
            await Boto3.RunAsync(
                sandbox,
                """
                import glob, json
                token = json.load(open(glob.glob(os.path.expanduser('~/.aws/sso/cache/*.json'))[0]))['accessToken']
                sso = Session().create_client('sso', region_name='us-east-1')
                pages = sso.get_paginator('list_accounts').paginate(accessToken=token, PaginationConfig={'PageSize': 1})
                for account in (account for page in pages for account in page['accountList']):
                    roles = sso.list_account_roles(accessToken=token, accountId=account['accountId'])['roleList']
                    print(*account.values(), [role['roleName'] for role in roles])
                """
            )
        );

    [Boto3Fact]
    public async Task Reports_errors_with_their_own_exceptions() =>
        Assert.Equal(
            "UnauthorizedException\nUnauthorizedException\nInvalidClientException\nInvalidIdentityTokenException",
            await Boto3.RunAsync(
                sandbox,
                """
                def refused(call, **parameters):
                    try:
                        call(**parameters)
                    except botocore.exceptions.ClientError as error:
                        print(type(error).__name__)
                session = Session(profile='home')
                refused(session.create_client('sso').get_role_credentials, roleName='Developer', accountId='222233334444', accessToken='made up')
                refused(session.create_client('sso').list_accounts, accessToken='made up')
                refused(session.create_client('sso-oidc').create_token, clientId='me', clientSecret='made up', grantType='refresh_token', refreshToken='x')
                refused(session.create_client('sts').assume_role_with_web_identity,
                        RoleArn='arn:aws:iam::444455556666:role/deploy', RoleSessionName='me', WebIdentityToken='made up')
                """
            )
        );

    [Boto3Fact]
    public async Task Assumes_a_role_with_the_role_of_a_container() =>
        Assert.Equal(
            """
            arn:aws:sts::444455556666:assumed-role/report-writer
            arn:aws:sts::222233334444:assumed-role/report-task/sandbox-task
            """,
            await Boto3.RunAsync(
                sandbox,
                """
                print(who('container').rsplit('/', 1)[0])
                os.environ['AWS_CONFIG_FILE'] = os.environ['AWS_SHARED_CREDENTIALS_FILE'] = os.devnull
                print(Session().create_client('sts', region_name='us-east-1').get_caller_identity()['Arn'])
                """,
                ("AWS_CONTAINER_CREDENTIALS_FULL_URI", sandbox.Description.Container.Uri),
                ("AWS_CONTAINER_AUTHORIZATION_TOKEN", sandbox.Description.Container.AuthorizationToken)
            )
        );

    [Boto3Fact]
    public async Task Assumes_a_role_with_the_role_of_an_instance() =>
        Assert.Equal(
            """
            arn:aws:sts::444455556666:assumed-role/backup-operator
            arn:aws:sts::222233334444:assumed-role/web-server/i-0123456789abcdef0
            """,
            await Boto3.RunAsync(
                sandbox,
                """
                print(who('instance').rsplit('/', 1)[0])
                os.environ['AWS_CONFIG_FILE'] = os.environ['AWS_SHARED_CREDENTIALS_FILE'] = os.devnull
                print(Session().create_client('sts', region_name='us-east-1').get_caller_identity()['Arn'])
                """,
                ("AWS_EC2_METADATA_DISABLED", null),
                ("AWS_EC2_METADATA_SERVICE_ENDPOINT", sandbox.Description.InstanceMetadata.Endpoint)
            )
        );

    [Boto3Fact]
    public async Task Gets_credentials_from_a_program() =>
        Assert.Equal("arn:aws:iam::111122223333:user/robot", await Boto3.RunAsync(sandbox, "print(who('process'))"));
}
