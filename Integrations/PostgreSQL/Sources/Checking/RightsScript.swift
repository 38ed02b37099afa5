// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What a role lacks for dumping one database.
struct MissingRights: Sendable {
    /// Schemas that it may not use.
    var schemas: [String] = []
    /// Tables that it may not read, by schema; names quoted where they must be.
    var tables: [String: [String]] = [:]
    /// Sequences that it may not read, by schema.
    var sequences: [String: [String]] = [:]
    /// Tables whose rows a policy may hide from it.
    var policies: [String] = []
    /// Large objects that it may not read, by number.
    var largeObjects: [String] = []
    /// Who makes tables in which schema, where the role could not read a new one.
    var future: [(maker: String, schema: String)] = []

    /// How many objects a dump would fail on.
    var count: Int {
        schemas.count + tables.values.map(\.count).reduce(0, +) + sequences.values.map(\.count).reduce(0, +)
            + policies.count + largeObjects.count
    }

    /// What it may not read, the first few by name.
    var names: String {
        let all =
            schemas.map { "schema \($0)" } + tables.keys.sorted().flatMap { tables[$0] ?? [] }
            + sequences.keys.sorted().flatMap { sequences[$0] ?? [] } + policies
            + largeObjects.map { "large object \($0)" }
        var seen: Set<String> = []
        let names = all.filter { seen.insert($0).inserted }
        let shown = names.prefix(5).joined(separator: ", ")
        return names.count > 5 ? shown + " and \(names.count - 5) more" : shown
    }

    /// The statements that give `role` what it lacks. `login` is the role that signs in.
    func statements(to role: String, login: String) -> [String] {
        let role = role
        var lines = schemas.map { "GRANT USAGE ON SCHEMA \($0) TO \(role);" }
        for (kind, all, found) in [("TABLE", "TABLES", tables), ("SEQUENCE", "SEQUENCES", sequences)] {
            for schema in found.keys.sorted() {
                let names = found[schema] ?? []
                lines.append(
                    names.count > 20
                        ? "GRANT SELECT ON ALL \(all) IN SCHEMA \(schema) TO \(role);"
                        : "GRANT SELECT ON \(kind) \(names.joined(separator: ", ")) TO \(role);")
            }
        }
        lines += largeObjects.map { "GRANT SELECT ON LARGE OBJECT \($0) TO \(role);" }
        if !policies.isEmpty { lines.append("ALTER ROLE \(login) BYPASSRLS;") }
        return lines
    }

    /// The statements that let `role` read what will be made.
    func futureStatements(to role: String) -> [String] {
        future.flatMap { maker, schema in
            ["TABLES", "SEQUENCES"].map {
                "ALTER DEFAULT PRIVILEGES FOR ROLE \(maker) IN SCHEMA \(schema) GRANT SELECT ON \($0) TO \(role);"
            }
        }
    }
}

/// Who signs in, as the server knows them. Names are quoted where they must be.
struct SignedIn: Sendable {
    var login = ""
    /// Whom rights are best given to: the group `backup` when the role is its member, else the role itself.
    var grantee = ""
    var isSuperuser = false
}

/// Asks the server what the role may do in a database.
enum RightsScript {
    /// Relations that pg_dump locks or reads: what it dumps of an extension, and everything else of nobody's extension.
    private static let ours = """
        n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and c.relpersistence <> 't'
            and (
                not exists (
                    select from pg_depend d
                    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
                or exists (select from pg_extension e where c.oid = any (e.extconfig)))
        """

    static let text = """
        select 'role', quote_ident(current_user),
            quote_ident(
                case when exists (select from pg_roles where rolname = 'backup')
                    and pg_has_role(current_user, 'backup', 'member') then 'backup' else current_user end),
            rolsuper
        from pg_roles where rolname = current_user;
        select distinct 'schema', quote_ident(n.nspname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'S') and \(ours) and not has_schema_privilege(n.oid, 'USAGE');
        select 'table', quote_ident(n.nspname), format('%I.%I', n.nspname, c.relname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and \(ours) and not has_table_privilege(c.oid, 'SELECT');
        select 'sequence', quote_ident(n.nspname), format('%I.%I', n.nspname, c.relname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where \(ours) and case when c.relkind = 'S' then not has_sequence_privilege(c.oid, 'SELECT') else false end;
        select 'policy', format('%I.%I', n.nspname, c.relname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace, pg_roles r
        where r.rolname = current_user and not r.rolsuper and not r.rolbypassrls and c.relkind in ('r', 'p') and \(ours)
            and c.relrowsecurity and (c.relforcerowsecurity or not pg_has_role(c.relowner, 'USAGE'));
        select 'large-object', m.oid
        from pg_largeobject_metadata m, pg_roles r
        where r.rolname = current_user and not r.rolsuper and not pg_has_role(m.lomowner, 'USAGE')
            and not exists (
                select from aclexplode(m.lomacl) a
                where a.privilege_type = 'SELECT' and (a.grantee = 0 or pg_has_role(a.grantee, 'USAGE')));
        select distinct 'future', quote_ident(pg_get_userbyid(c.relowner)), quote_ident(n.nspname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace, pg_roles r
        where r.rolname = current_user and not r.rolsuper and c.relkind in ('r', 'p') and \(ours)
            and not pg_has_role(c.relowner, 'USAGE')
            and not exists (
                select from pg_default_acl d, aclexplode(d.defaclacl) a
                where d.defaclrole = c.relowner and d.defaclobjtype = 'r' and d.defaclnamespace in (0, n.oid)
                    and a.privilege_type = 'SELECT' and (a.grantee = 0 or pg_has_role(a.grantee, 'USAGE')));
        """
}

extension ClientSession {
    /// What the role lacks for a dump of this database.
    func rights(in database: String) async throws(IntegrationError) -> (SignedIn, MissingRights) {
        var signedIn = SignedIn()
        var missing = MissingRights()
        for row in try await rows(RightsScript.text, in: database) {
            let values = row.map { $0 ?? "" }
            switch (values.first, values.count) {
            case ("role", 4):
                signedIn = SignedIn(login: values[1], grantee: values[2], isSuperuser: values[3] == "t")
            case ("schema", 2): missing.schemas.append(values[1])
            case ("table", 3): missing.tables[values[1], default: []].append(values[2])
            case ("sequence", 3): missing.sequences[values[1], default: []].append(values[2])
            case ("policy", 2): missing.policies.append(values[1])
            case ("large-object", 2): missing.largeObjects.append(values[1])
            case ("future", 3): missing.future.append((values[1], values[2]))
            default: break
            }
        }
        return (signedIn, missing)
    }
}
