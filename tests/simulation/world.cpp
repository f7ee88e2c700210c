#include "tests/simulation/world.h"

#include "tests/simulation/process.h"

#include "sync/jobs/push/shopanswers.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Simulation {

namespace {
/// A history that takes more steps than this does not come to rest.
constexpr int mostSteps = 60'000;

/// The variants of a call on several of them that its answer's errors name.
QList<qint64> refusedVariants(const Sync::ShopRequest &request, const QJsonObject &data)
{
    const QJsonArray sent = request.variables.value(u"variants").toArray();
    QList<qint64> refused;
    for (const QJsonValue &answer : data)
        for (const QJsonValue &error : answer.toObject().value(u"userErrors").toArray()) {
            const QJsonArray path = error.toObject().value(u"field").toArray();
            if (path.size() > 1 && path.at(0) == u"variants"_s)
                refused += Sync::shopNumber(sent.at(path.at(1).toVariant().toInt()).toObject().value(u"id").toString())
                               .value;
        }
    return refused;
}

} // namespace

Milliseconds answerTime(Fault fault, Milliseconds usual)
{
    if (fault == Fault::Slow)
        return 1200ms;
    return fault == Fault::VerySlow ? Milliseconds(12s) : usual;
}

World::World(const Setting &setting, Tape &tape, Chance chance, Ground ground)
    : m_setting(setting)
    , m_tape(tape)
    , m_chance(std::move(chance))
    , m_scheduler(tape)
    , m_database([this] { return m_scheduler.now(); })
    , m_store(ground.store ? ground.store : &m_database)
    , m_shop(ground.shop ? ground.shop : &m_model)
    , m_bulk(*this)
    , m_invariants(*this)
{
    if (ground.store)
        ground.store->setClock([this] { return m_scheduler.now(); });
    if (ground.store || ground.shop)
        m_invariants.sleep();
    m_model.rewritesHtml = setting.rewritesHtml;
    for (int i = 0; i < deskCount; ++i)
        m_desks[size_t(i)] = std::make_unique<Desk>(*this, i);
    m_database.committed = [this](const Commit &commit) { m_invariants.committed(commit); };
}

World::~World()
{
    // What still waits runs out: none of its calls has an effect any more.
    m_isEnding = m_areFaultsOff = true;
    for (const auto &process : m_processes)
        process->die();
    while (m_scheduler.step({})) { }
}

const Process *World::process(int number) const
{
    return number > 0 && size_t(number) <= m_processes.size() ? m_processes[size_t(number) - 1].get() : nullptr;
}

Fault World::faultAt(Process &process, Site site)
{
    if (m_areFaultsOff)
        return Fault::None;
    const auto draw = m_chance.fault ? Tape::Draw([this, site] { return int(m_chance.fault(site)); }) : Tape::Draw();
    const auto fault = Fault(m_tape.next(process.lane(), faultCount, draw));
    if (!strikes(fault, site) || (isDeadly(fault) && m_desks[size_t(process.desk())]->mustLive()))
        return Fault::None;
    ++m_faultsStruck[size_t(fault)][size_t(site)];
    return fault;
}

int World::choose(Tape::Lane lane, int alternatives)
{
    if (m_areFaultsOff)
        return 0;
    return m_tape.next(
        lane, alternatives, m_chance.tie ? Tape::Draw([&] { return m_chance.tie(alternatives); }) : Tape::Draw());
}

void World::turnFaultsOff()
{
    m_areFaultsOff = true;
    m_databaseBack = m_shopBack = m_tokenBack = m_scheduler.now();
}

void World::takeDatabaseDown(Milliseconds duration)
{
    m_databaseBack = m_scheduler.now() + duration;
}

void World::takeShopDown(Milliseconds duration)
{
    m_shopBack = m_scheduler.now() + duration;
}

void World::revokeToken(Milliseconds duration)
{
    m_tokenBack = m_scheduler.now() + duration;
}

double World::refilled(Milliseconds since) const
{
    return double((m_scheduler.now() - since).count()) / 1000 * 20;
}

QJsonObject World::serveRead(Process &process, const Sync::ShopRequest &request)
{
    const bool isOfBulk = request.document.startsWith(u"bulk_");
    const QJsonObject data = isOfBulk ? m_bulk.read(request) : m_shop->read(request.document, request.variables);
    m_trace.note([&] { return u"%1 reads %2"_s.arg(process.name(), request.document); });
    if (m_shop != &m_model)
        return data;
    m_model.nextMoment();
    for (const QJsonValue &gid : request.variables.value(u"ids").toArray()) {
        const qint64 id = Sync::shopNumber(gid.toString()).value;
        m_invariants.looked(process.number(), id);
        if (request.document == u"products_by_ids")
            for (const ShopVariant &variant : m_model.products().value(id).variants)
                m_invariants.looked(process.number(), variant.id);
    }
    return data;
}

QUuid World::departure(Process &process, const Sync::ShopRequest &request, bool stoodStill)
{
    m_trace.note([&] {
        return u"%1 sends %2 %3"_s.arg(process.name(), request.document,
            QString::fromUtf8(QJsonDocument(request.variables).toJson(QJsonDocument::Compact)));
    });
    return m_invariants.departs(process.number(), request, {.stoodStill = stoodStill});
}

QList<QUuid> World::bulkDeparture(Process &process, const Sync::ShopRequest &request, bool stoodStill)
{
    const QList<Sync::ShopRequest> lines = m_bulk.linesOf(request);
    m_trace.note([&] {
        return u"%1 starts a bulk run of %2 lines of %3"_s.arg(process.name())
            .arg(lines.size())
            .arg(lines.value(0).document);
    });
    QList<QUuid> operations;
    for (const Sync::ShopRequest &line : lines)
        operations += m_invariants.departs(process.number(), line, {.stoodStill = stoodStill, .inBulk = true});
    return operations;
}

QJsonObject World::serveMutation(const Sync::ShopRequest &request, QUuid operation, bool refuse)
{
    const qsizetype before = m_model.effects().size();
    const QJsonObject data = m_shop->mutate(request.document, request.variables, operation, m_scheduler.now(), refuse);
    m_trace.note([&] {
        const QString what = isRefusal(data) ? u"does not do"_s : u"does"_s;
        return u"the shop %1 %2: %3"_s.arg(
            what, request.document, QString::fromUtf8(QJsonDocument(data).toJson(QJsonDocument::Compact).left(300)));
    });
    if (m_model.effects().size() > before)
        m_invariants.tookEffect(m_model.effects().last());
    else
        m_invariants.refused(operation, refusedVariants(request, data));
    return data;
}

Process &World::startProcess(int desk)
{
    m_processes.push_back(std::make_unique<Process>(*this, desk, int(m_processes.size()) + 1));
    return *m_processes.back();
}

void World::processDied(Process &process)
{
    m_desks[size_t(process.desk())]->processDied();
}

bool World::isQuiet() const
{
    return std::all_of(m_desks.cbegin(), m_desks.cend(), [](const auto &desk) { return desk->isQuiet(); });
}

void World::run(const std::function<bool()> &enough)
{
    while (!m_invariants.violation() && !enough()) {
        if (!m_scheduler.step(m_areFaultsOff ? std::function<int(int)>() : m_chance.tie))
            return;
        if (m_scheduler.steps() > mostSteps) {
            m_invariants.neverRests(u"more than %1 steps were taken"_s.arg(mostSteps));
            return;
        }
    }
}

} // namespace Simulation
