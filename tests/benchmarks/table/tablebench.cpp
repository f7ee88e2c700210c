#include "models/products/productsmodel.h"
#include "tests/support/fakereader.h"
#include "ui/style/theme.h"
#include "ui/widgets/tableview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QStyledItemDelegate>
#include <QTest>
#include <QTextStream>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

// Prints `name value unit baseline ratio`, or a JSON array with --json. --rows=N sets the length of the table.
namespace {

constexpr int paints = 120;
constexpr int jumps = 200;

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

double percentile99(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[std::min(values.size() - 1, values.size() * 99 / 100)];
}

/// Resident memory of this process in MB; 0 where the system does not tell.
double residentMegabytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    return 0;
}

class Report final
{
public:
    void add(const QString &name, double value, const QString &unit, double baseline = 0)
    {
        QJsonObject row{{u"name"_s, name}, {u"value"_s, value}, {u"unit"_s, unit}};
        QString line = u"%1 %2 %3"_s.arg(name).arg(value, 0, 'f', 2).arg(unit);
        if (baseline > 0) {
            row.insert(u"baseline"_s, baseline);
            row.insert(u"ratio"_s, value / baseline);
            line += u" %1 %2"_s.arg(baseline, 0, 'f', 2).arg(value / baseline, 0, 'f', 2);
        }
        m_rows += row;
        m_lines += line;
    }
    void print(bool asJson) const
    {
        QTextStream out(stdout);
        if (asJson)
            out << QJsonDocument(m_rows).toJson();
        else
            out << m_lines.join(u'\n') << '\n';
    }

private:
    QJsonArray m_rows;
    QStringList m_lines;
};

double repaint(Ui::TableView &table)
{
    QElapsedTimer timer;
    timer.start();
    table.viewport()->repaint();
    return double(timer.nsecsElapsed()) / 1e6;
}

void waitForRows(Ui::TableView &table, const Models::ProductsModel &model)
{
    const int top = std::max(0, table.rowAt(1));
    const int bottom = std::max(top, table.rowAt(table.viewport()->height() - 1));
    QElapsedTimer patience;
    patience.start();
    // QTest::qWaitFor() looks only every 10 ms.
    while (!model.rowAt(top) || !model.rowAt(bottom)) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (patience.elapsed() > 5'000)
            qFatal("the rows never came");
    }
}

void measurePaint(Report &report, Ui::TableView &table, const Models::ProductsModel &model)
{
    QAbstractItemDelegate *lean = table.itemDelegate();
    QStyledItemDelegate standard;
    QRandomGenerator random(1);
    std::vector<double> ours;
    std::vector<double> theirs;
    for (int i = 0; i < paints; ++i) {
        table.scrollTo(model.index(random.bounded(model.rowCount()), 0), QAbstractItemView::PositionAtTop);
        waitForRows(table, model);
        table.setItemDelegate(lean);
        repaint(table);
        ours.push_back(repaint(table));
        table.setItemDelegate(&standard);
        repaint(table);
        theirs.push_back(repaint(table));
    }
    table.setItemDelegate(lean);
    report.add(u"table.repaint.median"_s, median(ours), u"ms"_s, median(theirs));
    report.add(u"table.repaint.p99"_s, percentile99(ours), u"ms"_s, percentile99(theirs));
}

void measureJumps(Report &report, Ui::TableView &table, const Models::ProductsModel &model)
{
    QRandomGenerator random(2);
    std::vector<double> times;
    for (int i = 0; i < jumps; ++i) {
        QElapsedTimer timer;
        timer.start();
        table.scrollTo(model.index(random.bounded(model.rowCount()), 0), QAbstractItemView::PositionAtTop);
        waitForRows(table, model);
        table.viewport()->repaint();
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    report.add(u"table.jump.median"_s, median(times), u"ms"_s);
    report.add(u"table.jump.p99"_s, percentile99(times), u"ms"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Ui::Theme theme(application);
    qint64 rows = 1'000'000;
    for (const QString &argument : application.arguments())
        if (argument.startsWith(u"--rows="))
            rows = argument.mid(7).toLongLong();
    Report report;
    Fakes::FakeReader reader;
    Ui::TableView table;
    table.resize(1'280, 800);
    table.show();
    table.repaint();
    const double before = residentMegabytes();

    reader.pretendProducts(rows);
    Models::ProductsModel model(reader);
    QElapsedTimer opening;
    opening.start();
    table.setModel(&model);
    model.load();
    if (!QTest::qWaitFor([&] { return model.rowCount() > 0; }))
        qFatal("no first rows");
    table.viewport()->repaint();
    report.add(u"table.open.first_rows"_s, double(opening.nsecsElapsed()) / 1e6, u"ms"_s);
    if (!QTest::qWaitFor([&] { return model.isComplete() && model.rowCount() == rows; }, 30'000))
        qFatal("no order");
    measureJumps(report, table, model);
    measurePaint(report, table, model);
    report.add(u"table.memory.over_empty_window"_s, residentMegabytes() - before, u"MB"_s);
    report.print(application.arguments().contains(u"--json"));
    return 0;
}
