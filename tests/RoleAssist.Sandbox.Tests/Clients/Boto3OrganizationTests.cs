using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Clients;

/// <summary>Tests the organization with boto3.</summary>
public sealed class Boto3OrganizationTests(LiveOrganization sandbox) : IClassFixture<LiveOrganization>
{
    [Boto3Fact]
    public async Task Lists_every_account_with_its_tags() =>
        Assert.Equal(
            """
            121 121 True
            management ACTIVE 111122223333
            payments-prod-0001 [{'Key': 'env', 'Value': 'prod'}, {'Key': 'team', 'Value': 'payments'}]
            ['Workloads', 'Sandbox']
            o-sandbox2345 ALL
            """,
            await RunAsync(
                """
                client = Session(profile='org').create_client('organizations')
                pages = [page['Accounts'] for page in client.get_paginator('list_accounts').paginate()]
                accounts = sum(pages, [])
                print(len(accounts), len({account['Id'] for account in accounts}), all(len(page) <= 20 for page in pages))
                print(accounts[0]['Name'], accounts[0]['Status'], accounts[0]['Id'])
                print(accounts[1]['Name'], client.list_tags_for_resource(ResourceId=accounts[1]['Id'])['Tags'])
                root = client.list_roots()['Roots'][0]['Id']
                print([unit['Name'] for unit in client.list_organizational_units_for_parent(ParentId=root)['OrganizationalUnits']])
                organization = client.describe_organization()['Organization']
                print(organization['Id'], organization['FeatureSet'])
                """
            )
        );

    [Boto3Fact]
    public async Task Errors_have_their_own_classes() =>
        Assert.Equal(
            """
            AWSOrganizationsNotInUseException Your account is not a member of an organization.
            ParentNotFoundException You specified parent that doesn't exist.
            """,
            await RunAsync(
                """
                client = Session(profile='dev').create_client('organizations')
                try:
                    client.list_accounts()
                except client.exceptions.AWSOrganizationsNotInUseException as error:
                    print(error.response['Error']['Code'], error.response['Error']['Message'])
                client = Session(profile='org').create_client('organizations')
                try:
                    client.list_accounts_for_parent(ParentId='r-none')
                except client.exceptions.ParentNotFoundException as error:
                    print(error.response['Error']['Code'], error.response['Error']['Message'])
                """
            )
        );

    [Boto3Fact]
    public async Task One_code_opens_every_account()
    {
        var code = await sandbox.Control.GetTotpAsync(sandbox.Serial, CancellationToken.None);
        Assert.Equal(
            "118 118",
            await RunAsync(
                $$"""
                sts = Session(profile='org').create_client('sts')
                keys = sts.get_session_token(SerialNumber='{{sandbox.Serial}}', TokenCode='{{code}}')['Credentials']
                session = Session()
                session.set_credentials(keys['AccessKeyId'], keys['SecretAccessKey'], keys['SessionToken'])
                client = session.create_client('organizations', 'us-east-1')
                ids = [account['Id'] for page in client.get_paginator('list_accounts').paginate()
                       for account in page['Accounts'] if account['Status'] == 'ACTIVE' and account['Name'] != 'management']
                sts = session.create_client('sts', 'us-east-1')
                opened = {sts.assume_role(RoleArn=f'arn:aws:iam::{id}:role/OrganizationAccountAccessRole', RoleSessionName='me')
                          ['AssumedRoleUser']['Arn'].split(':')[4] for id in ids}
                print(len(ids), len(opened))
                """
            )
        );
    }

    [Boto3Fact]
    public async Task Describes_the_regions_of_an_account() =>
        Assert.Equal(
            """
            17 {'opt-in-not-required'}
            30
            ['ec2.eu-south-2.amazonaws.com', 'eu-south-2', 'not-opted-in']
            ['eu-central-1', 'eu-central-2']
            AuthFailure 401
            DryRunOperation 412
            """,
            await RunAsync(
                """
                client = Session(profile='home').create_client('ec2')
                regions = client.describe_regions()['Regions']
                print(len(regions), {region['OptInStatus'] for region in regions})
                print(len(client.describe_regions(AllRegions=True)['Regions']))
                print(sorted(client.describe_regions(RegionNames=['eu-south-2'])['Regions'][0].values()))
                named = client.describe_regions(AllRegions=True, Filters=[{'Name': 'region-name', 'Values': ['eu-central-*']}])
                print([region['RegionName'] for region in named['Regions']])
                for call in lambda: Session(profile='home').create_client('ec2', 'eu-south-2').describe_regions(), lambda: client.describe_regions(DryRun=True):
                    try:
                        call()
                    except botocore.exceptions.ClientError as error:
                        print(error.response['Error']['Code'], error.response['ResponseMetadata']['HTTPStatusCode'])
                """
            )
        );

    private Task<string> RunAsync(string script) => Boto3.RunAsync(sandbox, script);
}
